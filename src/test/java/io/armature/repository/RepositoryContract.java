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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.support.DynamoDbEndpoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What a repository promises, run against each engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RepositoryContract {

    private ConfigurableApplicationContext context;
    private RepositoryApplication.Calls calls;
    private SongRepository songs;
    private AccountRepository accounts;
    private CounterRepository counters;
    private DynamoDbClient client;

    @BeforeAll
    void start(DynamoDbEndpoint endpoint) {
        String[] properties = Stream.concat(
                        Stream.of(endpoint.properties()),
                        Stream.of(
                                "armature.schema.create=true",
                                "spring.main.banner-mode=off",
                                "armature.schema.table-prefix=" + endpoint.uniqueTableName("it") + "-",
                                "management.endpoints.enabled-by-default=false",
                                "spring.data.redis.repositories.enabled=false"))
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(RepositoryApplication.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .logStartupInfo(false)
                .run();
        calls = context.getBean(RepositoryApplication.Calls.class);
        songs = context.getBean(SongRepository.class);
        accounts = context.getBean(AccountRepository.class);
        counters = context.getBean(CounterRepository.class);
        client = context.getBean(DynamoDbClient.class);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void forget() {
        calls.clear();
    }

    @Test
    void saveWhenNewShouldWriteWholeItem() {
        Song song = Song.of("Abba", "Waterloo", "Waterloo", 1974, 162);
        assertThat(songs.save(song)).isEqualTo(song);
        assertThat(songs.findById(song.id())).contains(song);
        assertThat(songs.existsById(song.id())).isTrue();
    }

    @Test
    void saveWhenAttributeIsNullShouldOmitIt() {
        songs.save(Song.of("Omit", "No album", null, null, 10));
        String table = calls.of(PutItemRequest.class).get(0).tableName();
        assertThat(client.getItem(request ->
                                request.tableName(table).key(Map.of("artist", s("Omit"), "title", s("No album"))))
                        .item())
                .doesNotContainKeys("album", "y")
                .containsKeys("len", "price");
        assertThat(songs.findByAlbum("none")).isEmpty();
        assertThat(songs.findByArtistAndAlbumIsNull("Omit")).hasSize(1);
    }

    @Test
    void saveWhenVersionedShouldReturnNewVersion() {
        Account first = accounts.save(new Account(1, "Ann"));
        assertThat(first.getVersion()).isEqualTo(1);
        first.setOwner("Anna");
        Account second = accounts.save(first);
        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second).isNotSameAs(first);
        assertThat(first.getVersion()).as("the argument is left alone").isEqualTo(1);
    }

    @Test
    void saveWhenSomebodyElseWroteShouldFailAndKeepTheirs() {
        Account mine = accounts.save(new Account(2, "Ben"));
        Account theirs = accounts.findById(2L).orElseThrow();
        theirs.setOwner("Their Ben");
        accounts.save(theirs);
        mine.setOwner("My Ben");
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> accounts.save(mine))
                .withMessageContaining("accounts")
                .withMessageNotContaining("Their Ben")
                .satisfies(
                        failed -> assertThat(failed.item()).containsEntry("owner", AttributeValue.fromS("Their Ben")));
        assertThat(accounts.findById(2L)).get().extracting(Account::getOwner).isEqualTo("Their Ben");
    }

    @Test
    void callWhenOwnCodeFailsAsTheSdkShouldTranslate() {
        assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
                .isThrownBy(() -> accounts.failAsTheSdk())
                .withMessageContaining("armature.tables");
    }

    @Test
    void writeWhenConditionalShouldAskForTheItemThatRefusedIt() {
        accounts.delete(accounts.save(new Account(40, "x")));
        assertThat(calls.of(PutItemRequest.class).get(0).returnValuesOnConditionCheckFailure())
                .isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        assertThat(calls.of(DeleteItemRequest.class).get(0).returnValuesOnConditionCheckFailure())
                .isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        counters.save(Counter.named("x"));
        assertThat(calls.of(UpdateItemRequest.class).get(0).returnValuesOnConditionCheckFailure())
                .isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    @Test
    void saveWhenNewButExistsShouldFail() {
        accounts.save(new Account(3, "Cid"));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> accounts.save(new Account(3, "Other Cid")));
    }

    @Test
    void saveWhenEntityHasCounterShouldCount() {
        assertThat(counters.save(Counter.named("c")).saves()).isEqualTo(1);
        assertThat(counters.save(Counter.named("c")).saves()).isEqualTo(2);
        assertThat(counters.saveAll(List.of(Counter.named("c"), Counter.named("d"))))
                .extracting(Counter::saves)
                .containsExactly(3L, 1L);
        assertThat(calls.of(UpdateItemRequest.class)).hasSize(4);
    }

    @Test
    void saveAllWhenManyShouldWriteInBatches() {
        List<Song> all = IntStream.range(0, 60)
                .mapToObj(i -> Song.of("Batch", "Song %02d".formatted(i), "Album", 2000 + i, i))
                .toList();
        assertThat(songs.saveAll(all)).isEqualTo(all);
        assertThat(calls.of(BatchWriteItemRequest.class)).hasSize(3);
        assertThat(songs.countByArtist("Batch")).isEqualTo(60);
    }

    @Test
    void saveAllWhenKeyComesTwiceShouldKeepTheLast() {
        Song first = Song.of("Twice", "Same", "A", 1, 1);
        Song last = Song.of("Twice", "Same", "B", 2, 2);
        assertThat(songs.saveAll(List.of(first, last))).containsExactly(first, last);
        assertThat(songs.findById(last.id())).contains(last);
    }

    @Test
    void saveAllWhenVersionedShouldPutSingly() {
        List<Account> saved = accounts.saveAll(List.of(new Account(10, "a"), new Account(11, "b")));
        assertThat(saved).extracting(Account::getVersion).containsExactly(1L, 1L);
        assertThat(calls.names()).containsExactly("PutItemRequest", "PutItemRequest");
    }

    @Test
    void saveWhenKeyIsNullShouldNameIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.saveAll(List.of(Song.of("x", "t", null, null, 1), keyless())))
                .withMessageContaining("'artist'")
                .withMessageContaining("Song");
    }

    @Test
    void saveWhenSingleKeyIsNullShouldNameItBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.save(keyless()))
                .withMessageContaining("'artist'")
                .withMessageContaining("Song");
        assertThat(calls.names()).isEmpty();
    }

    private static Song keyless() {
        return new Song(null, "t", null, null, 1, BigDecimal.ONE, false, Set.of("g"), null);
    }

    @Test
    void findAllByIdWhenManyShouldReturnThoseThatExistInOrder() {
        List<Song> all = IntStream.range(0, 130)
                .mapToObj(i -> Song.of("Many", "Song %03d".formatted(i), null, null, i))
                .toList();
        songs.saveAll(all);
        calls.clear();
        List<Song.Id> ids = new ArrayList<>(all.stream().map(Song::id).toList());
        ids.add(50, new Song.Id("Many", "missing"));
        ids.add(new Song.Id("Many", "Song 000"));
        assertThat(songs.findAllById(ids)).isEqualTo(all);
        assertThat(calls.of(BatchGetItemRequest.class)).hasSize(2);
    }

    @Test
    void deleteWhenByIdShouldIgnoreMissing() {
        Song song = songs.save(Song.of("Del", "One", null, null, 1));
        songs.deleteById(song.id());
        songs.deleteById(song.id());
        assertThat(songs.existsById(song.id())).isFalse();
    }

    @Test
    void deleteWhenVersionIsStaleShouldFailAndKeepItem() {
        Account stale = accounts.save(new Account(20, "Eve"));
        accounts.save(accounts.findById(20L).orElseThrow());
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> accounts.delete(stale));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> accounts.deleteAll(List.of(stale)));
        assertThat(accounts.existsById(20L)).isTrue();
        accounts.delete(accounts.findById(20L).orElseThrow());
        assertThat(accounts.existsById(20L)).isFalse();
    }

    @Test
    void deleteAllWhenEntitiesAreGivenShouldDeleteInBatches() {
        List<Song> all = songs.saveAll(IntStream.range(0, 30)
                .mapToObj(i -> Song.of("Gone", "Song " + i, null, null, i))
                .toList());
        calls.clear();
        songs.deleteAll(all);
        assertThat(calls.of(BatchWriteItemRequest.class)).hasSize(2);
        assertThat(songs.countByArtist("Gone")).isZero();
        songs.saveAll(all);
        songs.deleteAllById(all.stream().map(Song::id).toList());
        assertThat(songs.countByArtist("Gone")).isZero();
    }

    @Test
    void findAllWhenNotAllowedShouldSayHowToAllowIt() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> songs.findAll())
                .withMessageContaining("@AllowScan")
                .withMessageContaining("songs");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> songs.count());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> songs.deleteAll());
        assertThat(calls.names()).isEmpty();
    }

    @Test
    void findAllWhenRedeclaredShouldScan() {
        accounts.deleteAll();
        accounts.saveAll(List.of(new Account(30, "a"), new Account(31, null)));
        assertThat(accounts.findAll()).extracting(Account::getNumber).containsExactlyInAnyOrder(30L, 31L);
        assertThat(accounts.count()).isEqualTo(2);
        accounts.deleteAll();
        assertThat(accounts.count()).isZero();
    }

    @Test
    void findByIdWhenRedeclaredAsConsistentShouldReadConsistently() {
        accounts.findById(40L);
        accounts.existsById(40L);
        assertThat(calls.of(GetItemRequest.class))
                .extracting(GetItemRequest::consistentRead)
                .containsExactly(true, false);
    }

    private void saveQueen() {
        songs.deleteByArtist("Queen");
        songs.saveAll(List.of(
                Song.of("Queen", "Bicycle Race", "Jazz", 1978, 181),
                Song.of("Queen", "Bohemian Rhapsody", "A Night", 1975, 354),
                Song.of("Queen", "Innuendo", "Innuendo", 1991, 391),
                Song.of("Queen", "Jealousy", "Jazz", 1979, 193),
                Song.of("Queen", "Killer Queen", "Sheer", 1974, 180),
                Song.of("Queen", "Mustapha", "Jazz", 1980, 181)));
        calls.clear();
    }

    @Test
    void queryWhenByPartitionKeyShouldUseTable() {
        saveQueen();
        assertThat(songs.findByArtist("Queen")).hasSize(6);
        assertThat(titles(songs.findByArtistOrderByTitleDesc("Queen")))
                .startsWith("Mustapha")
                .endsWith("Bicycle Race");
        assertThat(calls.of(QueryRequest.class))
                .extracting(QueryRequest::indexName)
                .containsOnlyNulls();
        assertThat(calls.names()).containsOnly("QueryRequest");
    }

    @Test
    void queryWhenOnSortKeyShouldUseKeyConditions() {
        saveQueen();
        assertThat(titles(songs.findByArtistAndTitleStartingWith("Queen", "B")))
                .containsExactly("Bicycle Race", "Bohemian Rhapsody");
        assertThat(titles(songs.findByArtistAndTitleBetween("Queen", "Bo", "J")))
                .containsExactly("Bohemian Rhapsody", "Innuendo");
        assertThat(titles(songs.findByArtistAndTitleGreaterThanEqual("Queen", "Killer Queen")))
                .containsExactly("Killer Queen", "Mustapha");
        assertThat(songs.findByArtistAndTitle("Queen", "Innuendo")).isPresent();
        assertThat(songs.findByArtistAndTitle("Queen", "None")).isEmpty();
        assertThat(calls.of(QueryRequest.class))
                .extracting(QueryRequest::filterExpression)
                .containsOnlyNulls();
    }

    @Test
    void queryWhenByLocalIndexShouldUseItAndMayBeConsistent() {
        saveQueen();
        assertThat(titles(songs.findByArtistAndYearLessThan("Queen", 1978)))
                .containsExactly("Killer Queen", "Bohemian Rhapsody");
        assertThat(titles(songs.findByArtistOrderByYear("Queen")))
                .startsWith("Killer Queen")
                .endsWith("Innuendo");
        assertThat(calls.of(QueryRequest.class))
                .extracting(QueryRequest::indexName)
                .containsOnly("by-year");
        assertThat(calls.of(QueryRequest.class).get(0).consistentRead()).isTrue();
    }

    @Test
    void queryWhenByGlobalIndexShouldUseIt() {
        saveQueen();
        assertThat(titles(songs.findByAlbum("Jazz"))).containsExactly("Bicycle Race", "Jealousy", "Mustapha");
        assertThat(titles(songs.findByAlbumAndYearGreaterThan("Jazz", 1978))).containsExactly("Jealousy", "Mustapha");
        assertThat(songs.findByAlbumAndYear("Jazz", 1980).title()).isEqualTo("Mustapha");
        assertThat(calls.of(QueryRequest.class))
                .extracting(QueryRequest::indexName)
                .containsOnly("by-album");
    }

    @Test
    void queryWhenOnOtherAttributesShouldFilter() {
        saveQueen();
        assertThat(titles(songs.findByArtistAndSecondsBetween("Queen", 181, 193)))
                .containsExactly("Bicycle Race", "Jealousy", "Mustapha");
        assertThat(titles(songs.findByArtistAndSecondsIn("Queen", List.of(180L, 391L))))
                .containsExactly("Innuendo", "Killer Queen");
        assertThat(titles(songs.findByArtistAndGenresContaining("Queen", "K"))).containsExactly("Killer Queen");
        assertThat(songs.findByArtistAndLabelCountryAndExplicitFalse("Queen", "SE"))
                .hasSize(6);
        assertThat(songs.findByArtistAndLabelCountryAndExplicitFalse("Queen", "DE"))
                .isEmpty();
    }

    @Test
    void queryWhenLimitedShouldStopThere() {
        saveQueen();
        assertThat(titles(songs.findFirst2ByArtist("Queen"))).containsExactly("Bicycle Race", "Bohemian Rhapsody");
        assertThat(songs.findFirstByArtistOrderByTitleDesc("Queen").title()).isEqualTo("Mustapha");
        assertThat(titles(songs.findByArtistAndSecondsGreaterThan("Queen", 190, Limit.of(2))))
                .containsExactly("Bohemian Rhapsody", "Innuendo");
        assertThat(calls.of(QueryRequest.class).get(0).limit()).isEqualTo(2);
    }

    @Test
    void queryWhenStreamedOrCountedShouldSeeEverything() {
        saveQueen();
        try (Stream<Song> stream = songs.streamByArtist("Queen")) {
            assertThat(stream.map(Song::title)).hasSize(6);
        }
        assertThat(songs.countByArtist("Queen")).isEqualTo(6);
        assertThat(songs.existsByArtistAndTitleStartingWith("Queen", "Inn")).isTrue();
        assertThat(songs.existsByArtistAndTitleStartingWith("Queen", "Z")).isFalse();
    }

    @Test
    void queryWhenSingleResultIsNotUniqueShouldFail() {
        songs.saveAll(List.of(Song.of("Dup", "1", "Dup", 1, 1), Song.of("Dup", "2", "Dup", 1, 1)));
        assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
                .isThrownBy(() -> songs.findByAlbumAndYear("Dup", 1));
    }

    @Test
    void queryWhenArgumentIsNullShouldSayWhich() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByAlbum(null))
                .withMessageContaining("album");
    }

    @Test
    void scanWhenAllowedShouldFilter() {
        saveQueen();
        songs.save(Song.of("Scan", "Short", null, null, 3));
        assertThat(titles(songs.findBySecondsLessThanOrExplicitTrue(5)))
                .contains("Short")
                .doesNotContain("Innuendo");
    }

    @Test
    void windowWhenScrolledShouldSeeEachItemOnceAndKnowTheEnd() {
        saveQueen();
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        ScrollPosition position = ScrollPosition.keyset();
        Window<Song> window;
        do {
            window = songs.findByArtistOrderByTitle("Queen", position, Limit.of(3));
            seen.addAll(titles(window.getContent()));
            sizes.add(window.size());
            position = window.positionAt(window.size() - 1);
        } while (window.hasNext());
        assertThat(sizes).containsExactly(3, 3);
        assertThat(seen).doesNotHaveDuplicates().hasSize(6).isSorted();
    }

    @Test
    void windowWhenScrolledBackwardShouldReturnWhatCameBefore() {
        saveQueen();
        Window<Song> first = songs.findByArtistOrderByTitle("Queen", ScrollPosition.keyset(), Limit.of(4));
        KeysetScrollPosition last = (KeysetScrollPosition) first.positionAt(3);
        Window<Song> before = songs.findByArtistOrderByTitle("Queen", last.backward(), Limit.of(2));
        assertThat(titles(before.getContent())).containsExactly("Bohemian Rhapsody", "Innuendo");
        assertThat(before.hasNext()).isTrue();
        Window<Song> start = songs.findByArtistOrderByTitle("Queen", before.positionAt(0), Limit.of(2));
        assertThat(titles(start.getContent())).containsExactly("Bicycle Race");
        assertThat(start.hasNext()).isFalse();
    }

    @Test
    void windowWhenOnIndexShouldKeepPositionAsPlainValues() {
        saveQueen();
        Window<Song> first = songs.findByAlbumOrderByYear("Jazz", ScrollPosition.keyset(), Limit.of(1));
        Map<String, Object> keys = ((KeysetScrollPosition) first.positionAt(0)).getKeys();
        assertThat(keys)
                .containsEntry("artist", "Queen")
                .containsEntry("album", "Jazz")
                .containsEntry("y", new BigDecimal("1978"));
        Window<Song> rest = songs.findByAlbumOrderByYear(
                "Jazz",
                ScrollPosition.forward(
                        Map.of("artist", "Queen", "title", "Bicycle Race", "album", "Jazz", "y", "1978")),
                Limit.of(2));
        assertThat(titles(rest.getContent())).containsExactly("Jealousy", "Mustapha");
        assertThat(rest.hasNext()).isFalse();
    }

    @Test
    void windowWhenFilteredShouldBeFull() {
        saveQueen();
        Window<Song> window = songs.findByArtistAndSecondsLessThan("Queen", 190, ScrollPosition.keyset(), Limit.of(2));
        assertThat(titles(window.getContent())).containsExactly("Bicycle Race", "Killer Queen");
        assertThat(window.hasNext()).isTrue();
        Window<Song> last = songs.findByArtistAndSecondsLessThan("Queen", 190, window.positionAt(1), Limit.of(2));
        assertThat(titles(last.getContent())).containsExactly("Mustapha");
        assertThat(last.hasNext()).isFalse();
    }

    @Test
    void windowWhenLimitIsZeroShouldSaySo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByArtistOrderByTitle("Queen", ScrollPosition.keyset(), Limit.of(0)))
                .withMessageContaining("at least 1");
    }

    @Test
    void windowWhenPositionIsOfAnotherQueryShouldSaySo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByAlbumOrderByYear(
                        "Jazz", ScrollPosition.forward(Map.of("artist", "Queen")), Limit.of(1)))
                .withMessageContaining("another query");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> songs.findByAlbumOrderByYear("Jazz", ScrollPosition.offset(3), Limit.of(1)))
                .withMessageContaining("keyset");
    }

    @Test
    void projectionWhenClosedShouldFetchItsAttributesAndKeysOnly() {
        saveQueen();
        assertThat(songs.findRecordsByArtist("Queen"))
                .first()
                .isEqualTo(new SongRepository.TitleAndYear("Bicycle Race", 1978, 181));
        assertThat(songs.findTitledByArtist("Queen"))
                .extracting(SongRepository.Titled::getYear)
                .contains(1978, 1975);
        assertThat(songs.findTop2ByArtistAndTitleGreaterThan("Queen", "C", ScrollPosition.keyset()))
                .extracting(SongRepository.TitleAndYear::title)
                .containsExactly("Innuendo", "Jealousy");
        QueryRequest record = calls.of(QueryRequest.class).get(0);
        assertThat(record.expressionAttributeNames().values()).containsExactlyInAnyOrder("artist", "title", "y", "len");
        assertThat(record.projectionExpression()).isNotNull();
        QueryRequest titled = calls.of(QueryRequest.class).get(1);
        assertThat(titled.expressionAttributeNames().values()).containsExactlyInAnyOrder("artist", "title", "y");
    }

    @Test
    void projectionWhenOpenOrDynamicShouldWork() {
        saveQueen();
        assertThat(songs.findDescribedByArtist("Queen"))
                .first()
                .extracting(SongRepository.Described::getDescription)
                .isEqualTo("Queen: Bicycle Race");
        assertThat(songs.findDynamicByArtist("Queen", Song.class)).first().isInstanceOf(Song.class);
        assertThat(songs.findDynamicByArtist("Queen", SongRepository.TitleAndYear.class))
                .hasSize(6)
                .first()
                .isInstanceOf(SongRepository.TitleAndYear.class);
    }

    @Test
    void queryWhenIndexIsSparseShouldLeaveOutItemsWithoutKey() {
        accounts.save(new Account(50, "Fay"));
        accounts.save(new Account(51, null));
        assertThat(accounts.findByOwner("Fay")).extracting(Account::getNumber).containsExactly(50L);
        Optional<Account> ownerless = accounts.findById(51L);
        assertThat(ownerless).get().extracting(Account::getOwner).isNull();
    }

    private static List<String> titles(List<Song> songs) {
        return songs.stream().map(Song::title).toList();
    }

    private static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }
}
