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
package io.armature.resilience;

import io.armature.client.ClientLayers;
import io.armature.client.ClientSettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.dns.DnsSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.FaultyNames;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A real engine, and between it and Armature's clients a name service and a network that fail on demand. */
record FaultBench(DynamoDbEndpoint engine, FaultProxy proxy, FaultyNames names, String table) implements AutoCloseable {

    /** Known to nobody but {@link FaultyNames}. */
    private static final String HOST = "dynamodb.test";

    static FaultBench on(DynamoDbEndpoint engine) {
        String table = engine.uniqueTableName("faults");
        StoreCall.createTable(engine.client(), table);
        return new FaultBench(engine, new FaultProxy(engine.uri()), new FaultyNames(), table);
    }

    /** Returns a client that has not connected yet, and whose resolver knows no name yet. */
    BenchClient client(
            ClientSettings settings, Duration longestLookUp, DynamoDbClientBuilderCustomizer... customizers) {
        return client(proxy.uri(HOST), settings, longestLookUp, customizers);
    }

    /** Returns a client that expects to find TLS, which neither proxy nor engine speak. */
    BenchClient tlsClient(ClientSettings settings) {
        URI endpoint = URI.create("https://" + HOST + ":" + proxy.uri().getPort());
        return client(endpoint, settings, Duration.ofSeconds(10));
    }

    private BenchClient client(
            URI endpoint,
            ClientSettings settings,
            Duration longestLookUp,
            DynamoDbClientBuilderCustomizer... customizers) {
        DnsSettings patience = new DnsSettings(Duration.ofMillis(50), Duration.ofHours(1), longestLookUp);
        LastGoodDnsResolver resolver = new LastGoodDnsResolver(patience, names::lookUp);
        ConnectionSettings connection = new ConnectionSettings(
                Region.of(engine.region()),
                endpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(engine.accessKey(), engine.secretKey())),
                resolver);
        DynamoDbClientFactory factory = new DynamoDbClientFactory(settings, connection, List.of(customizers));
        return new BenchClient(new ClientLayers(List.of()).wrap(factory.create()), resolver);
    }

    /** Makes everything work again. */
    void repair() {
        names.know();
        names.knowAddresses(1);
        proxy.answerNothing();
        proxy.switchTo(FaultProxy.Fault.NONE);
    }

    @Override
    public void close() {
        repair();
        proxy.close();
        engine.client().deleteTable(delete -> delete.tableName(table));
    }
}
