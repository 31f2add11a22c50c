package io.armature.benchmark;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.OperationContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as an extension is shown it on reading.
 *
 * @param items the item
 * @param operationContext from which table it was read
 * @param tableMetadata metadata of the schema that it is read with
 */
record StoredItem(
        Map<String, AttributeValue> items, OperationContext operationContext, TableMetadata tableMetadata)
        implements DynamoDbExtensionContext.AfterRead {}
