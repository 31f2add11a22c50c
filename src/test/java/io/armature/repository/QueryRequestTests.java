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

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What queries ask DynamoDB for: no more items and attributes than are needed, since each is paid for. */
@WithDynamoDbLocal
class QueryRequestTests {

    private static final RepositoryApplication.Calls calls = new RepositoryApplication.Calls();
    private static Songs songs;
    private static Pages pages;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        LocalRepositories repositories = LocalRepositories.on(endpoint, calls);
        songs = repositories.get(Songs.class);
        songs.saveAll(IntStream.range(0, 10)
                .mapToObj(i -> Song.of("Q", "T" + i, "Album", 1970 + i, 100 + i))
                .toList());
        pages = repositories.get(Pages.class);
        pages.saveAll(IntStream.range(0, 5)
                .mapToObj(i -> new Page("book", i, "x".repeat(380_000)))
                .toList());
    }

    @BeforeEach
    void forget() {
        calls.clear();
    }

    @Test
    void existsWhenAskedShouldReadOneKeyOnly() {
        assertThat(songs.existsByArtist("Q")).isTrue();
        assertThat(limits()).containsExactly(1);
        assertThat(calls.of(QueryRequest.class).get(0).projectionExpression()).isNotNull();
    }

    @Test
    void listWhenLimitedShouldReadOnePageOfThatSize() {
        assertThat(songs.findFirst3ByArtist("Q")).hasSize(3);
        assertThat(limits()).containsExactly(3);
    }

    @Test
    void streamWhenLimitedShouldReadAndReturnNoMore() {
        try (Stream<Song> stream = songs.streamByArtist("Q", Limit.of(2))) {
            assertThat(stream).hasSize(2);
        }
        assertThat(limits()).containsExactly(2);
        try (Stream<Song> stream = songs.streamByArtistAndSecondsGreaterThan("Q", 101, Limit.of(3))) {
            assertThat(stream.map(Song::title)).containsExactly("T2", "T3", "T4");
        }
    }

    @Test
    void findFirstWhenFilterIsSelectiveShouldTakeLargerSteps() {
        assertThat(songs.findFirstByArtistAndSecondsGreaterThan("Q", 106).title())
                .isEqualTo("T7");
        assertThat(limits()).containsExactly(1, 2, 4, 8);
    }

    @Test
    void listWhenPagesEndEarlyShouldKeepItsLimit() {
        assertThat(pages.findByBook("book", Limit.of(100))).hasSize(5);
        assertThat(limits()).hasSizeGreaterThan(1).containsOnly(100);
    }

    @Test
    void listWhenLimitIsHugeAndFilteredShouldNotOverflow() {
        assertThat(pages.findByBookAndTextIsNotNull("book", Limit.of(2_000_000_000)))
                .hasSize(5);
        assertThat(limits()).hasSizeGreaterThan(1).containsOnly(2_000_000_000);
    }

    @Test
    void countWhenPagesEndEarlyShouldAddThem() {
        assertThat(pages.countByBook("book")).isEqualTo(5);
        assertThat(calls.of(QueryRequest.class)).hasSizeGreaterThan(1);
    }

    @Test
    void deleteWhenOnlyCountedShouldReadKeysOnly() {
        songs.save(Song.of("D", "T", "Album", 1, 1));
        calls.clear();
        assertThat(songs.deleteByArtist("D")).isEqualTo(1);
        QueryRequest request = calls.of(QueryRequest.class).get(0);
        assertThat(request.projectionExpression()).isNotNull();
        assertThat(request.expressionAttributeNames().values()).containsExactlyInAnyOrder("artist", "title");
    }

    @Test
    void windowWhenProjectionLacksTheKeysShouldScrollNevertheless() {
        Window<Length> first = songs.findByArtist("Q", ScrollPosition.keyset(), Limit.of(2));
        Window<Length> second = songs.findByArtist("Q", first.positionAt(1), Limit.of(2));
        assertThat(second.getContent()).containsExactly(new Length(102), new Length(103));
    }

    @Test
    void windowWhenUnlimitedShouldHoldEverything() {
        Window<Length> all = songs.findByArtist("Q", ScrollPosition.keyset(), Limit.unlimited());
        assertThat(all.getContent()).hasSize(10);
        assertThat(all.hasNext()).isFalse();
        assertThat(limits()).containsOnlyNulls();
    }

    private static List<Integer> limits() {
        return calls.of(QueryRequest.class).stream().map(QueryRequest::limit).toList();
    }

    record Length(long seconds) {}

    record Page(
            @DynamoDbPartitionKey String book,
            @DynamoDbSortKey int number,
            String text) {

        record Id(String book, int number) {}
    }

    interface Pages extends DynamoDbRepository<Page, Page.Id> {

        List<Page> findByBook(String book, Limit limit);

        List<Page> findByBookAndTextIsNotNull(String book, Limit limit);

        long countByBook(String book);
    }

    interface Songs extends DynamoDbRepository<Song, Song.Id> {

        boolean existsByArtist(String artist);

        List<Song> findFirst3ByArtist(String artist);

        Stream<Song> streamByArtist(String artist, Limit limit);

        Stream<Song> streamByArtistAndSecondsGreaterThan(String artist, long seconds, Limit limit);

        Song findFirstByArtistAndSecondsGreaterThan(String artist, long seconds);

        long deleteByArtist(String artist);

        Window<Length> findByArtist(String artist, ScrollPosition position, Limit limit);
    }
}
