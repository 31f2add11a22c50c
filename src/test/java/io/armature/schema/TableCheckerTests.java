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
package io.armature.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.armature.client.CredentialsMissingException;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@ExtendWith(OutputCaptureExtension.class)
class TableCheckerTests {

    private final Entities entities =
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());
    private final List<String> asked = new ArrayList<>();
    private AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();

    @BeforeEach
    void describe() {
        entities.get(Parcel.class);
        entities.get(Depot.class);
    }

    @Test
    void checkWhenTablesFitShouldLookAtEachOnce() {
        check(SchemaCheck.FAIL, TableCheckerTests::found);
        assertThat(asked).containsExactlyInAnyOrder("parcels", "depots");
    }

    @Test
    void checkWhenOffShouldNotLook() {
        check(SchemaCheck.OFF, name -> {
            throw ResourceNotFoundException.builder().build();
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void checkWhenTableIsMissingShouldFailOrWarn(CapturedOutput output) {
        Function<String, TableDescription> none = name -> {
            throw ResourceNotFoundException.builder().build();
        };
        assertThatExceptionOfType(TableMissingException.class)
                .isThrownBy(() -> check(SchemaCheck.FAIL, none))
                .extracting(TableMissingException::tableName)
                .isIn("parcels", "depots");
        check(SchemaCheck.WARN, none);
        assertThat(output).contains("Table 'parcels' does not exist", "Table 'depots' does not exist");
    }

    @Test
    void checkWhenTableIsOtherShouldSayEachDifference() {
        assertThatExceptionOfType(TableMismatchException.class)
                .isThrownBy(() -> check(
                        SchemaCheck.FAIL,
                        name -> found(name).toBuilder()
                                .globalSecondaryIndexes(List.of())
                                .localSecondaryIndexes(LocalSecondaryIndexDescription.builder()
                                        .indexName("by-weight")
                                        .keySchema(TableDefinition.keySchema("depot", "colour"))
                                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                        .build())
                                .build()))
                .withMessageContaining("does not fit Parcel")
                .withMessageContaining("It has no index 'by-customer'; wanted is one with key (customer S, weight N)")
                .withMessageContaining(
                        "The key of index 'by-weight' is (depot S, colour S), wanted is (depot S, weight N)")
                .extracting(TableMismatchException::tableName)
                .isEqualTo("parcels");
    }

    @Test
    void checkWhenLookIsNotPermittedShouldWarnAndLookAtTheNext(CapturedOutput output) {
        check(SchemaCheck.FAIL, name -> {
            throw DynamoDbException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorMessage("not allowed for " + name)
                            .build())
                    .build();
        });
        assertThat(asked).hasSize(2);
        assertThat(output).contains("Table 'depots' was not checked: not allowed for depots. DescribeTable");
    }

    @Test
    void checkWhenUnreachableShouldWarnOnce(CapturedOutput output) {
        check(SchemaCheck.FAIL, name -> {
            throw ApiCallTimeoutException.create(5000);
        });
        assertThat(asked).hasSize(1);
        assertThat(output).contains("Tables were not checked", "starts anyway");
    }

    @Test
    void checkWhenCredentialsServiceFailsShouldWarnToo(CapturedOutput output) {
        AwsServiceException down =
                AwsServiceException.builder().message("STS is down").build();
        credentials = failing(down);
        assertThatNoException()
                .isThrownBy(() -> check(SchemaCheck.FAIL, name -> {
                    throw down;
                }));
        assertThat(output).contains("STS is down", "starts anyway");
    }

    @Test
    void checkWhenThereAreNoCredentialsShouldSaySo() {
        SdkClientException none = SdkClientException.create("Unable to load credentials from any of the providers");
        credentials = failing(none);
        assertThatExceptionOfType(CredentialsMissingException.class)
                .isThrownBy(() -> check(SchemaCheck.FAIL, name -> {
                    throw none;
                }));
    }

    private static AwsCredentialsProvider failing(RuntimeException error) {
        return () -> {
            throw error;
        };
    }

    @Test
    void checkWhenEntitiesDisagreeAboutTypeOfKeyShouldRefuse() {
        entities.get(NumberedDepot.class);
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> TableDefinition.of(entities.all()))
                .withMessageContaining("disagree about the type of key 'id'");
    }

    @Test
    void checkWhenEntitiesDisagreeAboutIndexShouldRefuse() {
        entities.get(OtherParcel.class);
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> TableDefinition.of(entities.all()))
                .withMessageContaining("disagree about index 'by-customer'");
    }

    @Test
    void checkWhenVersionedTableHasReplicasShouldWarnOnce(CapturedOutput output) {
        entities.get(VersionedDepot.class);
        check(SchemaCheck.FAIL, name -> global(name, null));
        assertThat(output.getOut())
                .containsOnlyOnce("is a global table")
                .contains(
                        "Table 'depots' is a global table with replicas in eu-west-1, us-east-1",
                        "Write each item in one region only",
                        "docs/optimistic-locking.md#global-tables");
    }

    @Test
    void checkWhenReplicasAreStronglyConsistentOrNotNeededShouldNotWarn(CapturedOutput output) {
        check(SchemaCheck.FAIL, name -> global(name, null));
        entities.get(VersionedDepot.class);
        check(SchemaCheck.FAIL, name -> global(name, MultiRegionConsistency.STRONG));
        check(SchemaCheck.FAIL, TableCheckerTests::found);
        check(SchemaCheck.OFF, name -> global(name, null));
        assertThat(output.getOut()).doesNotContain("global table");
    }

    @Test
    void checkWhenReplicasAreEventuallyConsistentAndTableIsOtherShouldSayBoth(CapturedOutput output) {
        entities.get(VersionedDepot.class);
        assertThatExceptionOfType(TableMismatchException.class)
                .isThrownBy(() -> check(
                        SchemaCheck.FAIL,
                        name -> global(name, MultiRegionConsistency.EVENTUAL).toBuilder()
                                .keySchema(TableDefinition.keySchema("colour", null))
                                .build()));
        check(
                SchemaCheck.WARN,
                name -> global(name, MultiRegionConsistency.EVENTUAL).toBuilder()
                        .keySchema(TableDefinition.keySchema("colour", null))
                        .build());
        assertThat(output.getOut())
                .contains("Table 'depots' is a global table", "Table 'depots' does not fit", "VersionedDepot");
    }

    private static TableDescription global(String name, @Nullable MultiRegionConsistency consistency) {
        return found(name).toBuilder()
                .multiRegionConsistency(consistency)
                .replicas(
                        ReplicaDescription.builder().regionName("us-east-1").build(),
                        ReplicaDescription.builder().regionName("eu-west-1").build())
                .build();
    }

    private void check(SchemaCheck mode, Function<String, TableDescription> table) {
        try (DynamoDbClient client = new Tables(table, asked, credentials)) {
            new TableChecker(client, new TableCatalogue(), mode).check(entities.all());
        }
    }

    /** Describes the table that the entities need, and one attribute more. */
    private static TableDescription found(String name) {
        Entities entities =
                new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());
        Class<?> type = name.equals("parcels") ? Parcel.class : Depot.class;
        entities.get(type);
        CreateTableRequest wanted = TableDefinition.of(entities.all()).get(0).toRequest();
        return TableDescription.builder()
                .keySchema(wanted.keySchema())
                .attributeDefinitions(Stream.concat(
                                wanted.attributeDefinitions().stream(),
                                Stream.of(AttributeDefinition.builder()
                                        .attributeName("colour")
                                        .attributeType(ScalarAttributeType.S)
                                        .build()))
                        .toList())
                .globalSecondaryIndexes(wanted.globalSecondaryIndexes().stream()
                        .map(index -> GlobalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList())
                .localSecondaryIndexes(wanted.localSecondaryIndexes().stream()
                        .map(index -> LocalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList())
                .build();
    }

    /** Knows DescribeTable only. */
    private record Tables(
            Function<String, TableDescription> tables, List<String> asked, AwsCredentialsProvider credentials)
            implements DynamoDbClient {

        @Override
        public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
            return DynamoDbServiceClientConfiguration.builder()
                    .credentialsProvider(credentials)
                    .build();
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            asked.add(request.tableName());
            return DescribeTableResponse.builder()
                    .table(tables.apply(request.tableName()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @Table("parcels")
    record Parcel(
            @DynamoDbPartitionKey String depot,
            @DynamoDbSortKey long number,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-customer")
            String customer,

            @DynamoDbSecondarySortKey(indexNames = {"by-customer", "by-weight"})
            int weight) {}

    @Table("depots")
    record Depot(@DynamoDbPartitionKey String id) {}

    @Table("depots")
    record VersionedDepot(
            @DynamoDbPartitionKey String id,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    @Table("depots")
    record NumberedDepot(@DynamoDbPartitionKey long id) {}

    @Table("parcels")
    record OtherParcel(
            @DynamoDbPartitionKey String depot,
            @DynamoDbSortKey long number,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-customer")
            String customer) {}
}
