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
package io.armature.benchmark.growth;

import io.armature.benchmark.Checks;
import io.armature.benchmark.Operation;
import io.armature.benchmark.StubbedApplication;
import io.armature.benchmark.StubbedTransport;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables that are read from in turn, through the enhanced client on a client of the SDK or on that of an application. */
final class Tables implements AutoCloseable {

    private static final Key KEY = Key.builder().partitionValue("sensor-1").build();

    private final @Nullable StubbedApplication application;

    private final List<DynamoDbTable<Reading>> tables;

    private int next;

    private Tables(@Nullable StubbedApplication application, DynamoDbClient client, int number) {
        this.application = application;
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.tables = names(number).stream()
                .map(name -> enhanced.table(name, Reading.SCHEMA))
                .toList();
    }

    static Tables ofSdk(int number) {
        return new Tables(null, transport().client(), number);
    }

    static Tables ofArmature(int number) throws IOException {
        StubbedApplication application = new StubbedApplication(transport(), GrowthApplication.class);
        TableCatalogue catalogue = application.bean(TableCatalogue.class);
        names(number).forEach(name -> catalogue.register(new TableDescription(name, name, "id", null, null, Set.of())));
        return new Tables(application, application.bean(DynamoDbClient.class), number);
    }

    private static List<String> names(int number) {
        return IntStream.range(0, number).mapToObj(i -> "readings-" + i).toList();
    }

    private static StubbedTransport transport() {
        return new StubbedTransport()
                .answer(
                        "GetItem",
                        "{\"Item\":{\"id\":{\"S\":\"sensor-1\"},\"degrees\":{\"N\":\"21.5\"}},"
                                + "\"ConsumedCapacity\":{\"CapacityUnits\":0.5,\"Table\":{\"CapacityUnits\":0.5}}}");
    }

    /** Returns a read of the table whose turn it is, for one thread. */
    Operation read() {
        for (DynamoDbTable<Reading> table : tables) {
            Checks.require(table.getItem(KEY).getDegrees() == 21.5, "The reading came back as something else");
        }
        return () -> {
            next = next + 1 < tables.size() ? next + 1 : 0;
            return tables.get(next).getItem(KEY);
        };
    }

    /** Returns a read of the first table, for any number of threads. */
    Runnable readOfFirst() {
        return () -> tables.get(0).getItem(KEY);
    }

    @Override
    public void close() throws IOException {
        if (application != null) {
            application.close();
        }
    }
}
