package io.armature.insight;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables without an entity. */
final class Tables {

    private Tables() {}

    /** Creates a table with the key {@code id}, with an index {@code by-customer} where it is wanted. */
    static String create(DynamoDbClient client, String name, boolean indexed) {
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id", KeyType.HASH));
        if (indexed) {
            table.attributeDefinitions(text("id"), text("customer"))
                    .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                            .indexName("by-customer")
                            .keySchema(key("customer", KeyType.HASH))
                            .projection(all -> all.projectionType(ProjectionType.ALL))
                            .build());
        } else {
            table.attributeDefinitions(text("id"));
        }
        client.createTable(table.build());
        return name;
    }

    /** Creates a table with the keys {@code id} and {@code sort}. */
    static String sorted(DynamoDbClient client, String name) {
        client.createTable(CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id", KeyType.HASH), key("sort", KeyType.RANGE))
                .attributeDefinitions(text("id"), attribute("sort", ScalarAttributeType.N))
                .build());
        return name;
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }
}
