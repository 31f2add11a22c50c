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
package io.armature.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * What the positions of one call in the chain of layers share.
 *
 * <p>One small object for the call and one for each position keep a call with five layers under 200 bytes.
 */
final class LogicalCall {

    private final LayeredDynamoDbClient client;

    private final DynamoDbOperation operation;

    /** Written by whoever asks first; a race costs a second look and nothing else. */
    private @Nullable NamedTables namedTables;

    LogicalCall(LayeredDynamoDbClient client, DynamoDbOperation operation) {
        this.client = client;
        this.operation = operation;
    }

    /** Sends the call through all layers; an exception of the SDK comes out with what is known of the call. */
    DynamoDbResponse send(DynamoDbRequest request) {
        try {
            return passTo(0, request);
        } catch (SdkException ex) {
            FailedCalls.attach(ex, operation.name(), tables(request), request);
            throw ex;
        }
    }

    private DynamoDbResponse passTo(int index, DynamoDbRequest request) {
        CallLayer[] layers = client.layers();
        if (index == layers.length) {
            return client.target().send(operation, request);
        }
        return layers[index].call(new Position(this, index, request));
    }

    private List<String> tables(DynamoDbRequest request) {
        NamedTables known = namedTables;
        if (known == null || !known.isOf(request)) {
            known = new NamedTables(request, RequestTables.of(request));
            namedTables = known;
        }
        return known.tables();
    }

    private record NamedTables(DynamoDbRequest request, List<String> tables) {

        /** Compares by identity: comparing whole requests would cost more than looking for their tables again. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(DynamoDbRequest other) {
            return request == other;
        }
    }

    /** The call as one layer sees it; immutable, so that a layer may proceed more than once. */
    private record Position(LogicalCall call, int index, DynamoDbRequest request) implements Call {

        @Override
        public String operation() {
            return call.operation.name();
        }

        @Override
        public List<String> tables() {
            return call.tables(request);
        }

        @Override
        public String endpoint() {
            return call.client.target().endpoint();
        }

        @Override
        public DynamoDbResponse proceed(DynamoDbRequest request) {
            return call.passTo(index + 1, Objects.requireNonNull(request, "request"));
        }

        /** Leaves the request out: it holds the values of items. */
        @Override
        public String toString() {
            return call.operation + tables().toString();
        }
    }
}
