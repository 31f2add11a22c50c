package io.armature.benchmark;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext.BeforeWrite;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;

/**
 * Keeps what the enhanced client shows to an extension on a put: only the client itself can make it without touching
 * internal types of the SDK.
 */
final class CapturedWrite implements DynamoDbEnhancedClientExtension {

    private @Nullable BeforeWrite last;

    private CapturedWrite() {}

    /** Returns what an extension is shown when the sample item is put. */
    static BeforeWrite ofPut(TableSchema<Map<String, String>> schema) {
        StubbedTransport transport = new StubbedTransport();
        CapturedWrite captured = new CapturedWrite();
        Puts.checked(transport, false, Puts.of(transport.client(), schema, captured));
        if (captured.last == null) {
            throw new IllegalStateException("The enhanced client asked no extension");
        }
        return captured.last;
    }

    @Override
    public WriteModification beforeWrite(BeforeWrite context) {
        last = context;
        return WriteModification.builder().build();
    }
}
