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
package io.armature.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.cost.StubbedApplication.Customer;
import io.armature.cost.StubbedApplication.Customers;
import io.armature.cost.StubbedApplication.Song;
import io.armature.cost.StubbedApplication.Songs;
import io.armature.mapping.Entities;
import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import io.armature.support.CostMeter.Operation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Compares a repository of an application with everything on with the enhanced client on a client of the SDK with its own
 * defaults. Both answer from the same stub and map by the same schema. Bytes are gated; processor time is only reported, since it
 * says little before the compilers are done: the benchmarks have it.
 *
 * <p>The budgets fail when 4 KB are planted in a repository's read and save, and 4 KB more in the layers of each call.
 */
@Tag("slow")
class RepositoryCostTests {

    private static final CostMeter METER = CostMeter.of(21, 200).warmingUp(25);

    @TempDir
    private Path directory;

    private StubbedApplication application;

    private DynamoDbEnhancedClient enhanced;

    @BeforeEach
    void start() {
        application =
                new StubbedApplication("armature.encryption.local.key-file=" + directory.resolve("development.key"));
        enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(DynamoDbClient.builder()
                        .httpClient(application.dynamoDb)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                        .build())
                .build();
        application.dynamoDb.answer("GetItem", "{\"Item\":" + Song.JSON + "}");
        application.dynamoDb.answer(
                "Query", "{\"Items\":[" + Song.JSON + (", " + Song.JSON).repeat(9) + "],\"Count\":10}");
        application.dynamoDb.stopRecording();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void callsShouldCostLittleBesideTheEnhancedClient(TestReporter reporter) {
        Songs songs = application.songs();
        DynamoDbTable<Song> table = table(Song.class);
        Song song = Song.of(1);
        Song.Id id = song.id();
        Key key = Key.builder().partitionValue("AC/DC").sortValue("title-1").build();

        CostComparison get = compare(reporter, "get", () -> songs.findById(id), () -> table.getItem(key));
        CostComparison put = compare(reporter, "put", () -> songs.save(song), () -> table.putItem(song));
        CostComparison page = compare(
                reporter,
                "page",
                () -> songs.findByArtist("AC/DC", ScrollPosition.keyset(), Limit.of(10)),
                () -> table.query(request -> request.limit(10)
                                .queryConditional(QueryConditional.keyEqualTo(
                                        Key.builder().partitionValue("AC/DC").build())))
                        .iterator()
                        .next());

        assertThat(get.moreBytes()).isLessThanOrEqualTo(15_000);
        assertThat(put.moreBytes()).isLessThanOrEqualTo(15_500);
        assertThat(page.moreBytes()).isLessThanOrEqualTo(5_000);
    }

    @Test
    void putWhenEncryptedShouldCostLittleBesideTheEnhancedClient(TestReporter reporter) {
        Customers customers = application.bean(Customers.class);
        DynamoDbTable<Customer> table = table(Customer.class);
        Customer customer = Customer.of(1);
        CostComparison put =
                compare(reporter, "encrypted put", () -> customers.save(customer), () -> table.putItem(customer));

        assertThat(put.moreBytes()).isLessThanOrEqualTo(19_000);
    }

    private <T> DynamoDbTable<T> table(Class<T> type) {
        Entities entities = application.bean(Entities.class);
        return enhanced.table(entities.get(type).tableName(), entities.get(type).schema());
    }

    private static CostComparison compare(TestReporter reporter, String name, Operation ours, Operation theirs) {
        CostComparison cost = METER.compare(ours, theirs);
        reporter.publishEntry(
                name, cost + "; bytes %.3f, CPU %.3f times".formatted(cost.bytesRatio(), cost.nanosRatio()));
        return cost;
    }
}
