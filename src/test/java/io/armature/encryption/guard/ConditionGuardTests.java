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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Conditions and filters in every place that takes them. */
@Tag("F18")
class ConditionGuardTests {

    private static final List<String> SPELLINGS = List.of("email", "#e", "#AMZN_MAPPED_email", "#dotted", "#p", "fax");

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    static Stream<Arguments> allowed() {
        return Stream.concat(
                inEverySpelling(Expressions.ALLOWED_CONDITIONS),
                inEveryPlace(Expressions.INNOCENT_CONDITIONS.stream()));
    }

    static Stream<Arguments> comparing() {
        return Stream.concat(
                inEverySpelling(Expressions.COMPARING_CONDITIONS),
                inEveryPlace(Stream.of("#ak = :s", "contains(#ak, :s)", "plain IN (#ak)", "_ak = :s")));
    }

    static Stream<Arguments> nested() {
        return Stream.concat(
                inEverySpelling(Expressions.NESTED_CONDITIONS), inEveryPlace(Stream.of("attribute_exists(#ak.x)")));
    }

    static Stream<Arguments> broken() {
        return inEveryPlace(Expressions.BROKEN_CONDITIONS.stream().map(condition -> condition.replace("@", "email")));
    }

    private static Stream<Arguments> inEverySpelling(List<String> conditions) {
        return inEveryPlace(conditions.stream()
                .flatMap(condition -> SPELLINGS.stream().map(spelling -> condition.replace("@", spelling))));
    }

    private static Stream<Arguments> inEveryPlace(Stream<String> conditions) {
        return conditions
                .distinct()
                .flatMap(condition -> Stream.of(ConditionPlace.values()).map(place -> Arguments.of(place, condition)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void conditionWhenItComparesNoEncryptedValueShouldPassAsItIs(ConditionPlace place, String condition) {
        DynamoDbRequest request = place.request(fixture.table, condition);

        Sender.send(client(), request);

        assertThat(sent).singleElement().isSameAs(request);
        assertThat(fixture.refusals()).isZero();
    }

    @ParameterizedTest
    @MethodSource("comparing")
    void conditionWhenItComparesAnEncryptedValueShouldBeRefused(ConditionPlace place, String condition) {
        refuses(place, condition, Reason.COMPARED);
    }

    @ParameterizedTest
    @MethodSource("nested")
    void conditionWhenAPathLeadsIntoAnEncryptedAttributeShouldBeRefused(ConditionPlace place, String condition) {
        refuses(place, condition, Reason.NESTED_PATH);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void conditionWhenNotUnderstoodShouldBeRefused(ConditionPlace place, String condition) {
        refuses(place, condition, Reason.NOT_UNDERSTOOD);
    }

    private void refuses(ConditionPlace place, String condition, Reason reason) {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> Sender.send(client(), place.request(fixture.table, condition)))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.table()).isEqualTo("customers");
                    assertThat(refusal.operation()).isEqualTo(place.operation());
                    assertThat(refusal.attribute() == null).isEqualTo(reason == Reason.NOT_UNDERSTOOD);
                    assertThat(refusal)
                            .message()
                            .contains(refusal.action(), "'customers'")
                            .doesNotContain("sesame");
                });
        assertThat(sent).isEmpty();
        assertThat(fixture.refusals()).isOne();
    }

    private DynamoDbClient client() {
        return fixture.answering(request -> {
            sent.add(request);
            return Answers.empty(request);
        });
    }
}
