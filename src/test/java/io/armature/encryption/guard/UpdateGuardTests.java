/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.encryption.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Updates, alone and in transactions. */
@Tag("F18")
class UpdateGuardTests {

    private static final List<String> SPELLINGS = List.of("email", "#e", "#AMZN_MAPPED_email", "fax", "#dotted");

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private final DynamoDbClient client = fixture.answering(request -> {
        sent.add(request);
        return Answers.empty(request);
    });

    static Stream<Arguments> allowed() {
        return inBothPlaces(Stream.concat(spelled(Expressions.ALLOWED_UPDATES), Expressions.INNOCENT_UPDATES.stream()));
    }

    static Stream<Arguments> refused() {
        return Expressions.REFUSED_UPDATES.entrySet().stream()
                .flatMap(refused -> inBothPlaces(spelled(List.of(refused.getKey())))
                        .map(place -> Arguments.of(place.get()[0], place.get()[1], refused.getValue())));
    }

    static Stream<Arguments> broken() {
        return inBothPlaces(spelled(Expressions.BROKEN_UPDATES));
    }

    private static Stream<String> spelled(List<String> updates) {
        return updates.stream()
                .flatMap(update -> SPELLINGS.stream().map(spelling -> update.replace("@", spelling)))
                .distinct();
    }

    private static Stream<Arguments> inBothPlaces(Stream<String> updates) {
        return updates.flatMap(update -> Stream.of(Arguments.of(false, update), Arguments.of(true, update)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void updateWhenEncryptedOrOfOtherAttributesShouldPassAsItIs(boolean transacted, String update) {
        DynamoDbRequest request = request(transacted, update);

        Sender.send(client, request);

        assertThat(sent).singleElement().isSameAs(request);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void updateWhenItDoesWhatCannotWorkShouldBeRefused(boolean transacted, String update, Reason reason) {
        refuses(request(transacted, update), reason);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void updateWhenNotUnderstoodShouldBeRefused(boolean transacted, String update) {
        refuses(request(transacted, update), Reason.NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET #p = :s",
                "SET phone = :n",
                "SET #p = if_not_exists(#p, :s)",
                "SET phone = :inline, plain = :s"
            })
    @Tag("F15")
    void updateWhenPolicyWritesPlaintextShouldPass(String update) {
        Sender.send(client, request(false, update));

        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET #p = :damaged", "SET #p = :ofItem", "SET #p = plain", "ADD #p :n", "SET #p.x = :s"})
    @Tag("F15")
    void updateWhenPolicyWritesPlaintextShouldKeepToTheOtherRules(String update) {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> Sender.send(client, request(false, update)))
                .satisfies(refusal -> assertThat(refusal.reason()).isNotEqualTo(Reason.PLAINTEXT));
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATED_OLD", "UPDATED_NEW", "UNKNOWN_TO_SDK_VERSION"})
    @Tag("F17")
    void updateWhenTheAnswerWouldHoldAnEncryptedAttributeWithoutItsKeysShouldBeRefused(ReturnValue returned) {
        refuses(update("SET #e = :inline, plain = :s").returnValues(returned).build(), Reason.ANSWER_UNREADABLE);
        refuses(update("REMOVE email").returnValues(returned).build(), Reason.ANSWER_UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN_TO_SDK_VERSION", mode = Mode.EXCLUDE)
    @Tag("F17")
    void updateWhenOfOtherAttributesShouldReturnWhatTheCallerLikes(ReturnValue returned) {
        client.updateItem(update("SET plain = :s").returnValues(returned).build());

        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ALL_OLD", "ALL_NEW"})
    @Tag("F17")
    void updateWhenTheAnswerIsTheWholeItemShouldPass(ReturnValue returned) {
        client.updateItem(update("SET #e = :inline").returnValues(returned).build());

        assertThat(sent).hasSize(1);
    }

    @Test
    void updateWhenKeyIsEncryptedShouldBeRefused() {
        refuses(
                update("SET plain = :s")
                        .key(Map.of("email", GuardFixture.s("x")))
                        .build(),
                Reason.USED_AS_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "fax", "phone", "a.b", "_ak"})
    void updateWhenLegacyParameterNamesAnEncryptedAttributeShouldBeRefused(String attribute) {
        for (AttributeAction action : AttributeAction.knownValues()) {
            refuses(
                    legacy(
                            attribute,
                            AttributeValueUpdate.builder()
                                    .action(action)
                                    .value(GuardFixture.inline())
                                    .build()),
                    Reason.LEGACY_PARAMETER);
        }
        refuses(
                UpdateItemRequest.builder()
                        .tableName(fixture.table)
                        .key(GuardFixture.key())
                        .expected(Map.of(attribute, expected()))
                        .build(),
                Reason.LEGACY_PARAMETER);
    }

    @Test
    void updateWhenLegacyParameterNamesOtherAttributesShouldPass() {
        client.updateItem(legacy(
                "plain",
                AttributeValueUpdate.builder().value(GuardFixture.s("x")).build()));

        assertThat(sent).hasSize(1);
    }

    private static ExpectedAttributeValue expected() {
        return ExpectedAttributeValue.builder().exists(false).build();
    }

    private UpdateItemRequest legacy(String attribute, AttributeValueUpdate update) {
        return UpdateItemRequest.builder()
                .tableName(fixture.table)
                .key(GuardFixture.key())
                .attributeUpdates(Map.of(attribute, update))
                .build();
    }

    private UpdateItemRequest.Builder update(String update) {
        return UpdateItemRequest.builder()
                .tableName(fixture.table)
                .key(GuardFixture.key())
                .updateExpression(update)
                .expressionAttributeNames(GuardFixture.names(update))
                .expressionAttributeValues(GuardFixture.values(update));
    }

    private DynamoDbRequest request(boolean transacted, String update) {
        return transacted
                ? TransactWriteItemsRequest.builder()
                        .transactItems(TransactWriteItem.builder()
                                .update(change -> change.tableName(fixture.table)
                                        .key(GuardFixture.key())
                                        .updateExpression(update)
                                        .expressionAttributeNames(GuardFixture.names(update))
                                        .expressionAttributeValues(GuardFixture.values(update)))
                                .build())
                        .build()
                : update(update).build();
    }

    private void refuses(DynamoDbRequest request, Reason reason) {
        long before = fixture.refusals();
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> Sender.send(client, request))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.table()).isEqualTo("customers");
                    assertThat(refusal).message().doesNotContain("sesame");
                });
        assertThat(sent).isEmpty();
        assertThat(fixture.refusals()).isEqualTo(before + 1);
    }
}
