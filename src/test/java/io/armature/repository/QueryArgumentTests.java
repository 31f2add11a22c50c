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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

/** Arguments at the edges of what a query takes, and what is said about those beyond. */
@WithDynamoDbLocal
class QueryArgumentTests {

    private static Songs songs;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        songs = LocalRepositories.on(endpoint).get(Songs.class);
        songs.saveAll(IntStream.range(0, 6)
                .mapToObj(i -> Song.of("Q", "T" + i, i == 5 ? null : "Album", 1970 + i, 100 + i))
                .toList());
    }

    @Test
    void inWhenArgumentIsAnArrayShouldTakeItsElements() {
        assertThat(titles(songs.findByArtistAndSecondsIn("Q", new long[] {101, 103})))
                .containsExactly("T1", "T3");
        assertThat(titles(songs.findByArtistAndYearIn("Q", 1970, 1972))).containsExactly("T0", "T2");
    }

    @Test
    void inWhenNegatedShouldLeaveOut() {
        assertThat(titles(songs.findByArtistAndSecondsNotIn("Q", List.of(100L, 101L, 102L, 103L))))
                .containsExactly("T4", "T5");
    }

    @Test
    void inWhenThereAreMoreThanDynamoDbTakesShouldSayHowMany() {
        assertThat(songs.findByArtistAndSecondsNotIn("Q", numbers(100))).hasSize(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSecondsNotIn("Q", numbers(101)))
                .withMessageContaining("'len' are 101")
                .withMessageContaining("1 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSecondsNotIn("Q", List.of()))
                .withMessageContaining("'len' are 0");
    }

    @Test
    void inWhenAnElementIsNullShouldSayWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSecondsNotIn("Q", Arrays.asList(1L, null)))
                .withMessageContaining("'len' is null");
    }

    @Test
    void betweenWhenBoundsAreReversedShouldSayItWithoutThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndTitleBetween("Q", "secret9", "secret1"))
                .withMessageContaining("lower bound for 'title'")
                .withMessageNotContaining("secret")
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSecondsBetween("Q", 1000, 999))
                .withMessageContaining("lower bound for 'len'");
        assertThat(titles(songs.findByArtistAndTitleBetween("Q", "T3", "T3"))).containsExactly("T3");
        assertThat(songs.findByArtistAndSecondsBetween("Q", 99, 101)).hasSize(2);
    }

    @Test
    void queryWhenArgumentCannotBeConvertedShouldSayItWithoutTheValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSeconds("Q", "secret"))
                .withMessageContaining("String for 'len'")
                .withMessageContaining("Long")
                .withMessageNotContaining("secret")
                .withNoCause();
        assertThat(titles(songs.findByArtistAndSeconds("Q", "102"))).containsExactly("T2");
    }

    @Test
    void queryWhenNumberWouldLoseItsFractionShouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistAndSecondsGreaterThan("Q", 103.5))
                .withMessageContaining("'len'");
        assertThat(titles(songs.findByArtistAndSecondsGreaterThan("Q", 104.0))).containsExactly("T5");
    }

    @Test
    void deleteWhenByQueryShouldReturnWhatItsTypeSays() {
        save("D");
        songs.deleteByArtist("D");
        assertThat(songs.countByArtist("D")).isZero();
        save("D");
        assertThat(songs.removeByArtist("D")).isEqualTo(3);
        assertThat(songs.countByArtist("D")).isZero();
        List<Song> saved = save("D");
        assertThat(songs.deleteAllByArtist("D")).isEqualTo(saved);
        assertThat(songs.countByArtist("D")).isZero();
    }

    private static List<Song> save(String artist) {
        return songs.saveAll(IntStream.range(0, 3)
                .mapToObj(i -> Song.of(artist, "T" + i, "D", 1970, 1))
                .toList());
    }

    @Test
    void scanWhenOnOneMissingAttributeShouldFindIt() {
        assertThat(titles(songs.findByAlbumIsNull())).contains("T5").doesNotContain("T4");
        assertThat(titles(songs.findByAlbumIsNotNull())).contains("T4").doesNotContain("T5");
    }

    @Test
    void scanWhenScrolledBackwardShouldRefuse() {
        Window<Song> first = songs.findBy(ScrollPosition.keyset(), Limit.of(3));
        assertThat(first.hasNext()).isTrue();
        assertThat(songs.findBy(first.positionAt(2), Limit.of(100)).getContent())
                .hasSizeGreaterThanOrEqualTo(3)
                .doesNotContainAnyElementsOf(first.getContent());
        KeysetScrollPosition last = (KeysetScrollPosition) first.positionAt(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findBy(last.backward(), Limit.of(2)))
                .withMessageContaining("backward");
    }

    private static List<Long> numbers(int count) {
        // 100 is one of the songs, so that a list that was taken leaves one out.
        return LongStream.range(0, count).map(i -> 100 - i).boxed().toList();
    }

    private static List<String> titles(List<Song> songs) {
        return songs.stream().map(Song::title).toList();
    }

    interface Songs extends DynamoDbRepository<Song, Song.Id> {

        List<Song> findByArtistAndSecondsIn(String artist, long[] seconds);

        List<Song> findByArtistAndYearIn(String artist, Integer... years);

        List<Song> findByArtistAndSecondsNotIn(String artist, Collection<Long> seconds);

        List<Song> findByArtistAndTitleBetween(String artist, String from, String to);

        List<Song> findByArtistAndSecondsBetween(String artist, long from, long to);

        List<Song> findByArtistAndSeconds(String artist, String seconds);

        List<Song> findByArtistAndSecondsGreaterThan(String artist, double seconds);

        void deleteByArtist(String artist);

        int removeByArtist(String artist);

        List<Song> deleteAllByArtist(String artist);

        long countByArtist(String artist);

        @AllowScan
        List<Song> findByAlbumIsNull();

        @AllowScan
        List<Song> findByAlbumIsNotNull();

        @AllowScan
        Window<Song> findBy(ScrollPosition position, Limit limit);
    }
}
