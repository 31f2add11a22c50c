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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import io.armature.schema.TableCreator;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Batches that DynamoDB answers in part, as it does when it throttles. No emulator does, so a layer passes on only the first
 * requests of each batch and returns the others unprocessed; what passes goes to the real engine.
 */
@WithDynamoDbLocal
class PartialBatchTests {

    private final Throttle throttle = new Throttle();
    private final RecordedPauses pauses = new RecordedPauses();
    private SongRepository songs;

    @BeforeEach
    void create(DynamoDbEndpoint endpoint) {
        DynamoDbClient client = new ClientLayers(List.of(throttle)).wrap(endpoint.client());
        Entities entities = new Entities(
                new EntitySchemas(List.of()),
                new TableNames(endpoint.uniqueTableName("partial") + "-", Map.of()),
                new TableCatalogue());
        ItemExtensions extensions = new ItemExtensions(List.of());
        songs = new DynamoDbRepositoryFactory(
                        entities,
                        extensions,
                        client,
                        pauses,
                        UpdateSettings.defaults(),
                        new UpdateStatistics(),
                        UpdateEnvironment.real())
                .getRepository(SongRepository.class);
        new TableCreator(client).create(entities.all());
    }

    private static List<Song> songs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Song.of("Part", "Song %02d".formatted(i), "Album", i, i))
                .toList();
    }

    @Test
    void saveAllWhenAnsweredInPartShouldWriteTheRestAgain() {
        List<Song> all = songs(30);
        throttle.passing = 10;
        assertThat(songs.saveAll(all)).isEqualTo(all);
        assertThat(songs.findByArtist("Part")).isEqualTo(all);
        assertThat(pauses.all()).isNotEmpty().hasSizeLessThan(10);
        assertThat(throttle.written).as("each item once").isEqualTo(30);
    }

    @Test
    void saveAllWhenNothingIsProcessedAnyMoreShouldSayHowMuchIsLeft() {
        throttle.passing = 0;
        assertThatExceptionOfType(TransientDataAccessResourceException.class)
                .isThrownBy(() -> songs.saveAll(songs(3)))
                .withMessageContaining("left 3 items unprocessed after 11 attempts")
                .withMessageContaining("songs");
        assertThat(pauses.all())
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void findAllByIdWhenAnsweredInPartShouldAskForTheRest() {
        List<Song> all = songs(20);
        songs.saveAll(all);
        throttle.passing = 8;
        assertThat(songs.findAllById(all.stream().map(Song::id).toList())).isEqualTo(all);
        assertThat(pauses.all()).hasSizeLessThan(10);
    }

    @Test
    void deleteAllWhenAnsweredInPartShouldDeleteTheRest() {
        List<Song> all = songs(20);
        songs.saveAll(all);
        throttle.passing = 8;
        songs.deleteAll(all);
        assertThat(songs.countByArtist("Part")).isZero();
        assertThat(pauses.all()).hasSizeLessThan(10);
    }

    private static final class Throttle implements CallLayer {

        private int passing = Integer.MAX_VALUE;
        private int written;

        @Override
        public CallSlot slot() {
            return CallSlot.CAPACITY_INSIGHT;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            if (call.request() instanceof BatchWriteItemRequest request) {
                return write(call, request);
            }
            if (call.request() instanceof PutItemRequest && passing == 0) {
                throw ProvisionedThroughputExceededException.builder()
                        .message("Too much")
                        .throttlingReasons(ThrottlingReason.builder()
                                .reason("TableWriteKeyRangeThroughputExceeded")
                                .resource("arn:aws:dynamodb:eu-central-1:000000000000:table/"
                                        + call.tables().get(0))
                                .build())
                        .build();
            }
            if (call.request() instanceof PutItemRequest) {
                written++;
            }
            return call.request() instanceof BatchGetItemRequest request
                    ? read(call, request)
                    : call.proceed(call.request());
        }

        private DynamoDbResponse write(Call call, BatchWriteItemRequest request) {
            String table = call.tables().get(0);
            List<WriteRequest> writes = request.requestItems().get(table);
            int passed = Math.min(passing, writes.size());
            written += passed;
            if (passed > 0) {
                call.proceed(request.toBuilder()
                        .requestItems(Map.of(table, writes.subList(0, passed)))
                        .build());
            }
            return passed == writes.size()
                    ? BatchWriteItemResponse.builder().build()
                    : BatchWriteItemResponse.builder()
                            .unprocessedItems(Map.of(table, writes.subList(passed, writes.size())))
                            .build();
        }

        private DynamoDbResponse read(Call call, BatchGetItemRequest request) {
            String table = call.tables().get(0);
            KeysAndAttributes wanted = request.requestItems().get(table);
            List<Map<String, AttributeValue>> keys = wanted.keys();
            int passed = Math.min(passing, keys.size());
            BatchGetItemResponse response = (BatchGetItemResponse) call.proceed(request.toBuilder()
                    .requestItems(Map.of(
                            table,
                            wanted.toBuilder().keys(keys.subList(0, passed)).build()))
                    .build());
            return passed == keys.size()
                    ? response
                    : response.toBuilder()
                            .unprocessedKeys(Map.of(
                                    table,
                                    wanted.toBuilder()
                                            .keys(keys.subList(passed, keys.size()))
                                            .build()))
                            .build();
        }
    }
}
