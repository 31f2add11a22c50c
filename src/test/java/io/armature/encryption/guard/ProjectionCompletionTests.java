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
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.extensions.ReadModification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Projections that name encrypted attributes, before a real engine. */
@Tag("F17")
@WithDynamoDbLocal
class ProjectionCompletionTests {

    private static final Set<String> NEEDED = Set.of("id", "at", "_ak");

    private static final List<String> PROJECTIONS = List.of(
            "email",
            "#e",
            "email, id",
            "id,email",
            "#id, #e",
            "#at, #e, #id",
            "id, #at, email, #ak",
            "#ak , email",
            "email, #p, #dotted",
            "#dotted",
            "email, #armature0",
            "email, plain.x",
            "plain.email, #e",
            "tags[0], email, tags[1]",
            "email, absent",
            "fax",
            "fax, #at",
            "id",
            "#plain",
            "plain.email",
            "a.b",
            "EMAIL",
            "#ak");

    private static GuardedTable table;

    @BeforeAll
    static void createTable(DynamoDbEndpoint endpoint) {
        table = new GuardedTable(endpoint);
    }

    static Stream<Arguments> projections() {
        return PROJECTIONS.stream()
                .flatMap(projection ->
                        Stream.of(ProjectionPlace.values()).map(place -> Arguments.of(place, projection)));
    }

    @ParameterizedTest
    @MethodSource("projections")
    void readShouldShowWhatWasAskedForAndKeepWhatDecryptionNeeds(ProjectionPlace place, String projection) {
        List<Map<String, AttributeValue>> expected = place.read(table.plain, table.fixture.table, projection);

        List<Map<String, AttributeValue>> items = place.read(table.guarded, table.fixture.table, projection);

        assertThat(items).isEqualTo(expected).isNotEmpty();
        items.forEach(this::isComplete);
    }

    private void isComplete(Map<String, AttributeValue> item) {
        for (String attribute : GuardFixture.ENCRYPTED) {
            AttributeValue value = item.get(attribute);
            if (value != null) {
                Map<String, AttributeValue> all = new HashMap<>(item);
                Map<String, AttributeValue> withheld = table.fixture.withheld.of(value);
                if (withheld != null) {
                    assertThat(item).doesNotContainKeys(withheld.keySet().toArray(String[]::new));
                    all.putAll(withheld);
                }
                assertThat(all).containsAllEntriesOf(only(GuardedTable.FIRST, NEEDED));
            }
        }
    }

    private static Map<String, AttributeValue> only(Map<String, AttributeValue> item, Set<String> names) {
        Map<String, AttributeValue> some = new HashMap<>(item);
        some.keySet().retainAll(new HashSet<>(names));
        return some;
    }

    @ParameterizedTest
    @EnumSource
    void readWhenAPathLeadsIntoAnEncryptedAttributeShouldBeRefused(ProjectionPlace place) {
        for (String projection : List.of("email.x", "#e[0]", "plain, #p.x", "#ak.x", "email, #ak[0]")) {
            refuses(place, projection, Reason.NESTED_PATH);
        }
        refuses(place, "email, id.x", Reason.USED_AS_KEY);
        for (String projection :
                List.of("", "email,", "email plain", "#nobody", ":s", "size(email)", "*", "email; id")) {
            refuses(place, projection, Reason.NOT_UNDERSTOOD);
        }
    }

    private void refuses(ProjectionPlace place, String projection, Reason reason) {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> place.read(table.guarded, table.fixture.table, projection))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void queryWhenTheIndexIncludesTheKeyRecordShouldBeCompleted() {
        List<Map<String, AttributeValue>> items = table.guarded
                .query(request -> request.tableName(table.fixture.table)
                        .indexName("some")
                        .keyConditionExpression("city = :city")
                        .filterExpression("attribute_exists(email)")
                        .expressionAttributeValues(Map.of(":city", GuardFixture.s("Bern")))
                        .projectionExpression("email"))
                .items();

        assertThat(items).containsExactly(only(GuardedTable.FIRST, Set.of("email")));
        assertThat(table.fixture.withheld.of(items.get(0).get("email"))).isEqualTo(only(GuardedTable.FIRST, NEEDED));
    }

    @Test
    void queryWhenCountingShouldBeUnaffected() {
        assertThat(table.guarded
                        .query(request -> request.tableName(table.fixture.table)
                                .keyConditionExpression("id = :id")
                                .filterExpression("attribute_exists(email)")
                                .expressionAttributeValues(Map.of(":id", GuardFixture.n("1")))
                                .select(Select.COUNT))
                        .count())
                .isOne();
    }

    @Test
    void queryWhenPagedShouldCompleteEachPage() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        table.guarded
                .scanPaginator(request ->
                        request.tableName(table.fixture.table).limit(1).projectionExpression("email"))
                .items()
                .forEach(items::add);

        assertThat(items).containsExactlyInAnyOrder(only(GuardedTable.FIRST, Set.of("email")), Map.of());
    }

    @Test
    void enhancedReadWhenProjectingShouldFindWhatWasWithheldUnderTheVeryInstance() {
        List<Map<String, AttributeValue>> withheld = new ArrayList<>();
        DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(table.guarded)
                .extensions(new DynamoDbEnhancedClientExtension() {
                    @Override
                    public ReadModification afterRead(DynamoDbExtensionContext.AfterRead context) {
                        AttributeValue email = context.items().get("email");
                        if (email != null) {
                            withheld.add(table.fixture.withheld.of(email));
                        }
                        return ReadModification.builder().build();
                    }
                })
                .build();
        List<EnhancedDocument> documents = enhanced
                .table(
                        table.fixture.table,
                        DocumentTableSchema.builder()
                                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.N)
                                .addIndexSortKey(TableMetadata.primaryIndexName(), "at", AttributeValueType.S)
                                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                                .build())
                .scan(request -> request.attributesToProject("email", "sums"))
                .items()
                .stream()
                .toList();

        assertThat(documents)
                .hasSize(2)
                .allSatisfy(document -> assertThat(document.isPresent("id")).isFalse());
        assertThat(withheld).containsExactly(only(GuardedTable.FIRST, NEEDED));
    }
}
