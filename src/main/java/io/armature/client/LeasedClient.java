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

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client that is closed once it has been retired and its last lease has been given back.
 *
 * <p>Leases are counted without a lock.
 */
final class LeasedClient {

    /** Set beside the count of leases once no new one is granted. */
    private static final int RETIRED = 1 << 31;

    private final DynamoDbClient client;

    private final AtomicInteger leases = new AtomicInteger();

    LeasedClient(DynamoDbClient client) {
        this.client = client;
    }

    DynamoDbClient client() {
        return client;
    }

    /** Takes a lease and returns {@code true}, or returns {@code false} if the client has been retired. */
    boolean acquire() {
        int count = leases.get();
        while (count >= 0) {
            if (leases.compareAndSet(count, count + 1)) {
                return true;
            }
            count = leases.get();
        }
        return false;
    }

    void release() {
        if (leases.decrementAndGet() == RETIRED) {
            client.close();
        }
    }

    /** Grants no lease from now on; called once, by whoever took the client out of use. */
    void retire() {
        if (leases.getAndUpdate(count -> count | RETIRED) == 0) {
            client.close();
        }
    }
}
