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

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What inherited methods may do and how they read, as their repository declares them again. */
@WithDynamoDbLocal
class CrudPolicyTests {

    private final RepositoryApplication.Calls calls = new RepositoryApplication.Calls();

    private <R extends DynamoDbRepository<Song, Song.Id>> R create(DynamoDbEndpoint endpoint, Class<R> type) {
        R created = LocalRepositories.on(endpoint, calls).get(type);
        calls.clear();
        return created;
    }

    @Test
    void readWhenDeclaredConsistentShouldBe(DynamoDbEndpoint endpoint) {
        readAll(create(endpoint, Consistent.class));
        assertThat(calls.of(GetItemRequest.class))
                .extracting(GetItemRequest::consistentRead)
                .containsExactly(true, true);
        assertThat(consistentBatch()).isTrue();
        assertThat(calls.of(ScanRequest.class))
                .extracting(ScanRequest::consistentRead)
                .containsExactly(true, true);
    }

    @Test
    void readWhenNotDeclaredConsistentShouldNotBe(DynamoDbEndpoint endpoint) {
        readAll(create(endpoint, Scanning.class));
        assertThat(calls.of(GetItemRequest.class))
                .extracting(GetItemRequest::consistentRead)
                .containsExactly(false, false);
        assertThat(consistentBatch()).isFalse();
        assertThat(calls.of(ScanRequest.class))
                .extracting(ScanRequest::consistentRead)
                .containsExactly(false, false);
    }

    @Test
    void existsByIdWhenAskedShouldFetchTheKeyOnly(DynamoDbEndpoint endpoint) {
        create(endpoint, Scanning.class).existsById(new Song.Id("a", "b"));
        GetItemRequest request = calls.of(GetItemRequest.class).get(0);
        assertThat(request.projectionExpression()).isEqualTo("#key");
        assertThat(request.expressionAttributeNames()).containsEntry("#key", "artist");
    }

    @Test
    void deleteAllWhenScanIsAllowedShouldFetchKeysOnlyAndConsistently(DynamoDbEndpoint endpoint) {
        Emptied songs = create(endpoint, Emptied.class);
        songs.save(Song.of("a", "b", null, null, 1));
        songs.deleteAll();
        ScanRequest scan = calls.of(ScanRequest.class).get(0);
        assertThat(scan.consistentRead()).isTrue();
        assertThat(scan.expressionAttributeNames().values()).containsExactlyInAnyOrder("artist", "title");
        assertThat(scan.projectionExpression()).isNotNull();
        assertThat(songs.existsById(new Song.Id("a", "b"))).isFalse();
    }

    @Test
    void deleteAllWhenThereAreManyShouldDeleteEachOnce(DynamoDbEndpoint endpoint) {
        Emptied songs = create(endpoint, Emptied.class);
        songs.saveAll(IntStream.range(0, 1_010)
                .mapToObj(i -> Song.of("a", "b" + i, null, null, i))
                .toList());
        calls.clear();
        songs.deleteAll();
        assertThat(calls.of(BatchWriteItemRequest.class).stream()
                        .flatMap(request -> request.requestItems().values().stream())
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(1_010);
    }

    @Test
    void deleteAllWhenKeyComesTwiceShouldDeleteOnce(DynamoDbEndpoint endpoint) {
        Emptied songs = create(endpoint, Emptied.class);
        Song song = songs.save(Song.of("a", "b", null, null, 1));
        songs.deleteAll(List.of(song, song));
        assertThat(songs.existsById(song.id())).isFalse();
    }

    @Test
    void findAllByIdWhenThereAreExactly100ShouldAskOnce(DynamoDbEndpoint endpoint) {
        create(endpoint, Emptied.class)
                .findAllById(IntStream.range(0, 100)
                        .mapToObj(i -> new Song.Id("a", "b" + i))
                        .toList());
        assertThat(calls.of(BatchGetItemRequest.class)).hasSize(1);
    }

    @Test
    void scanWhenAnotherMethodIsAllowedShouldRefuse(DynamoDbEndpoint endpoint) {
        Emptied emptied = create(endpoint, Emptied.class);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(emptied::findAll);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(emptied::count);
        Given given = create(endpoint, Given.class);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .as("only deleteAll(Iterable) was declared again")
                .isThrownBy(given::deleteAll);
        assertThat(calls.names()).isEmpty();
    }

    private boolean consistentBatch() {
        return calls.of(BatchGetItemRequest.class)
                .get(0)
                .requestItems()
                .values()
                .iterator()
                .next()
                .consistentRead();
    }

    private static void readAll(DynamoDbRepository<Song, Song.Id> songs) {
        Song.Id id = new Song.Id("a", "b");
        songs.findById(id);
        songs.existsById(id);
        songs.findAllById(List.of(id));
        songs.findAll();
        songs.count();
    }

    interface Scanning extends DynamoDbRepository<Song, Song.Id> {

        @Override
        @AllowScan
        List<Song> findAll();

        @Override
        @AllowScan
        long count();
    }

    interface Consistent extends DynamoDbRepository<Song, Song.Id> {

        @Override
        @ConsistentRead
        Optional<Song> findById(Song.Id id);

        @Override
        @ConsistentRead
        boolean existsById(Song.Id id);

        @Override
        @ConsistentRead
        List<Song> findAllById(Iterable<Song.Id> ids);

        @Override
        @AllowScan
        @ConsistentRead
        List<Song> findAll();

        @Override
        @AllowScan
        @ConsistentRead
        long count();
    }

    interface Emptied extends DynamoDbRepository<Song, Song.Id> {

        @Override
        @AllowScan
        void deleteAll();
    }

    interface Given extends DynamoDbRepository<Song, Song.Id> {

        @Override
        @AllowScan
        void deleteAll(Iterable<? extends Song> songs);
    }
}
