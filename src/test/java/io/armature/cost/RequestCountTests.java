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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWriter;
import io.armature.cost.StubbedApplication.Account;
import io.armature.cost.StubbedApplication.Accounts;
import io.armature.cost.StubbedApplication.Song;
import io.armature.cost.StubbedApplication.Songs;
import io.armature.repository.UpdateConflictException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;

/** Requests and attempts over HTTP, in an application with everything on. They are money and time on each call. */
class RequestCountTests {

    private static final String ACCOUNT = "{\"id\":{\"S\":\"1\"},\"balance\":{\"N\":\"10\"},\"version\":{\"N\":\"3\"}}";

    private static StubbedApplication application;

    @BeforeAll
    static void start(@TempDir Path directory) {
        application = new StubbedApplication(
                "armature.encryption.local.key-file=" + directory.resolve("development.key"),
                "armature.update.max-attempts=4");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void answer() {
        application.dynamoDb.takeOperations();
        application.dynamoDb.takePutsInBatches();
        application.dynamoDb.answer("GetItem", "{\"Item\":" + Song.JSON + "}");
        application.dynamoDb.answer("PutItem", "{}");
        application.dynamoDb.answer("BatchWriteItem", "{}");
        application.dynamoDb.answer("Query", "{\"Items\":[%s,%s],\"Count\":2}".formatted(Song.JSON, Song.JSON));
    }

    static Stream<Expected> calls() {
        return Stream.of(
                new Expected("findById", songs -> songs.findById(Song.of(1).id()), "GetItem"),
                new Expected("read", songs -> songs.read(Song.of(1).id()), "GetItem"),
                new Expected("existsById", songs -> songs.existsById(Song.of(1).id()), "GetItem"),
                new Expected("findAllById of 100", songs -> songs.findAllById(ids(100)), "BatchGetItem"),
                new Expected(
                        "findAllById of 101", songs -> songs.findAllById(ids(101)), "BatchGetItem", "BatchGetItem"),
                new Expected("save", songs -> songs.save(Song.of(1)), "PutItem"),
                new Expected("saveAll of 25", songs -> songs.saveAll(of(25)), "BatchWriteItem"),
                new Expected("saveAll of 26", songs -> songs.saveAll(of(26)), "BatchWriteItem", "BatchWriteItem"),
                new Expected("delete", songs -> songs.delete(Song.of(1)), "DeleteItem"),
                new Expected("deleteById", songs -> songs.deleteById(Song.of(1).id()), "DeleteItem"),
                new Expected(
                        "a page", songs -> songs.findByArtist("AC/DC", ScrollPosition.keyset(), Limit.of(10)), "Query"),
                new Expected("all pages", songs -> songs.streamByArtist("AC/DC").toList(), "Query"));
    }

    /** Fails when a call that is sent twice is planted; reads and saves also when a read before each of them is. */
    @ParameterizedTest
    @MethodSource("calls")
    void callShouldSendNoRequestMoreThanItNeeds(Expected expected) {
        expected.call().accept(application.songs());
        assertThat(application.dynamoDb.takeOperations()).isEqualTo(expected.operations());
        expected.call().accept(application.songs());
        assertThat(application.dynamoDb.takeOperations()).isEqualTo(expected.operations());
    }

    /** Fails when a read before each read is planted. */
    @Test
    void callsWhenAThousandFollowOneAnotherShouldSendNothingBeside() {
        for (int call = 0; call < 1_000; call++) {
            application.songs().findById(Song.of(call).id());
        }
        assertThat(application.dynamoDb.takeOperations()).isEqualTo(Collections.nCopies(1_000, "GetItem"));
    }

    /**
     * Forty are full. A busy machine lets the requests overtake the reader, and then some are not. Fails when batches of five are
     * planted, or batches that are sent twice.
     */
    @Test
    void jobShouldFillItsBatches() {
        BatchReport report = application
                .bean(BatchWriter.class)
                .write(
                        of(1_000).stream(),
                        BatchOptions.builder().rate(BatchRate.unlimited()).build());
        assertThat(report.succeeded()).isEqualTo(1_000);
        assertThat(application.dynamoDb.takePutsInBatches()).isEqualTo(1_000);
        assertThat(application.dynamoDb.takeOperations())
                .containsOnly("BatchWriteItem")
                .hasSizeBetween(40, 100);
    }

    /** Fails when one attempt more is planted. */
    @Test
    void callWhenThrottledShouldBeAttemptedAsOftenAsSet() {
        application.dynamoDb.refuse("GetItem", "ProvisionedThroughputExceededException");
        application.dynamoDb.refuse("PutItem", "ThrottlingException");
        Songs songs = application.songs();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> songs.findById(Song.of(1).id()));
        assertThat(application.dynamoDb.takeOperations()).isEqualTo(Collections.nCopies(5, "GetItem"));
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> songs.save(Song.of(1)));
        assertThat(application.dynamoDb.takeOperations()).isEqualTo(Collections.nCopies(5, "PutItem"));
    }

    /** Fails when a save that is tried again is planted. */
    @Test
    void callWhenConditionFailsShouldBeAttemptedOnce() {
        application.dynamoDb.refuse("PutItem", "ConditionalCheckFailedException");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> application.bean(Accounts.class).save(new Account("1", 10, 3L)));
        assertThat(application.dynamoDb.takeOperations()).containsExactly("PutItem");
    }

    /** One reads, one writes what changed. Fails when a call that is sent twice is planted. */
    @Test
    void updateShouldSendTwoRequests() {
        application.dynamoDb.answer("GetItem", "{\"Item\":" + ACCOUNT + "}");
        application.dynamoDb.answer("UpdateItem", "{\"Attributes\":" + ACCOUNT + "}");
        changeBalance();
        assertThat(application.dynamoDb.takeOperations()).containsExactly("GetItem", "UpdateItem");
    }

    /** Fails when one attempt more is planted. */
    @Test
    void updateWhenOthersAreAlwaysFasterShouldBeAttemptedAsOftenAsSet() {
        application.dynamoDb.answer("GetItem", "{\"Item\":" + ACCOUNT + "}");
        application.dynamoDb.refuseCondition("UpdateItem", ACCOUNT);
        assertThatExceptionOfType(UpdateConflictException.class).isThrownBy(RequestCountTests::changeBalance);
        assertThat(application.dynamoDb.takeOperations())
                .filteredOn("UpdateItem"::equals)
                .hasSize(4);
    }

    private static Account changeBalance() {
        return application
                .bean(Accounts.class)
                .update("1", account -> new Account(account.id(), account.balance() + 1, account.version()));
    }

    private static List<Song> of(int number) {
        return IntStream.range(0, number).mapToObj(Song::of).toList();
    }

    private static List<Song.Id> ids(int number) {
        return of(number).stream().map(Song::id).toList();
    }

    private record Expected(String name, Consumer<Songs> call, List<String> operations) {

        Expected(String name, Consumer<Songs> call, String... operations) {
            this(name, call, List.of(operations));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
