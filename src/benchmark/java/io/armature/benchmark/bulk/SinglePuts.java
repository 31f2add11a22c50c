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
package io.armature.benchmark.bulk;

import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** One PutItem of the enhanced client after the other, with the retries that the SDK makes by itself. */
final class SinglePuts implements Way {

    private final DynamoDbTable<Track> table;

    private final int threads;

    SinglePuts(DynamoDbClient client, int threads) {
        this.table = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .build()
                .table(Track.TABLE, TableSchema.fromBean(Track.class));
        this.threads = threads;
    }

    @Override
    public String title() {
        return "Single puts, " + (threads == 1 ? "1 thread" : threads + " threads");
    }

    @Override
    public long write(List<Track> tracks) throws Exception {
        return Workers.share(threads, tracks, 1, part -> put(part.get(0)));
    }

    /** Goes on after a failure, which the usual code does not. */
    private int put(Track track) {
        try {
            table.putItem(track);
            return 0;
        } catch (DynamoDbException ex) {
            return 1;
        }
    }
}
