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
package io.armature.insight;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.TableCatalogue;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Asks for the capacity that each call consumes, and hands what is known of the call over to be counted.
 *
 * <p>What the caller asked for is not changed; a caller who asked for nothing finds the consumed capacity in the response. Safe
 * for use by concurrent threads, takes no lock, and never makes a call fail.
 */
public final class CapacityLayer implements CallLayer {

    private final QueryInsight insight;

    private final CallReader reader;

    private final LongSupplier ticker;

    /**
     * Creates the layer.
     *
     * @param insight counts the calls
     * @param callers knows the repository's methods and the requests that they serve
     * @param catalogue the tables that the application has mapped
     * @param addedByEncryption bytes by which a value grows when it is encrypted
     * @param addedAttribute tells by its name whether encryption added an attribute
     */
    public CapacityLayer(
            QueryInsight insight,
            CallerSource callers,
            TableCatalogue catalogue,
            int addedByEncryption,
            Predicate<String> addedAttribute) {
        this(insight, callers, catalogue, addedByEncryption, addedAttribute, System::nanoTime);
    }

    CapacityLayer(
            QueryInsight insight,
            CallerSource callers,
            TableCatalogue catalogue,
            int addedByEncryption,
            Predicate<String> addedAttribute,
            LongSupplier ticker) {
        this.insight = insight;
        this.reader =
                new CallReader(insight.names(), new ItemSampler(catalogue, addedByEncryption, addedAttribute), callers);
        this.ticker = ticker;
    }

    @Override
    public CallSlot slot() {
        return CallSlot.CAPACITY_INSIGHT;
    }

    @Override
    public DynamoDbResponse call(Call call) {
        DynamoDbRequest asking = CapacityRequests.asking(call.request());
        if (asking == null) {
            return call.proceed(call.request());
        }
        long started = ticker.getAsLong();
        DynamoDbResponse response;
        try {
            response = call.proceed(asking);
        } catch (RuntimeException | Error ex) {
            count(call, null, started, CallEnding.of(ex));
            throw ex;
        }
        count(call, response, started, CallEnding.ANSWERED);
        return response;
    }

    /** An answer is worth more than its being counted: a malformed request or response is the caller's to see, not ours. */
    private void count(Call call, @Nullable DynamoDbResponse response, long started, CallEnding ending) {
        long nanos = ticker.getAsLong() - started;
        try {
            reader.read(call, response, started, nanos, ending, insight::count);
        } catch (RuntimeException ex) {
            insight.uncounted();
        }
    }
}
