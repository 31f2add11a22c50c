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
package io.armature.benchmark.encryption;

import io.armature.benchmark.StubbedTransport;
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
