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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.sample.customer.Customer;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.local.LocalFiles;
import io.armature.sample.local.LocalRedis;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Whatever the store has put into Redis: neither what is encrypted in DynamoDB nor the keys of its items can be read there. */
@WithDynamoDbLocal
@Tag("long")
class StoreDumpTests {

    private static final List<String> ENCRYPTED = List.of("address", "phone", "email");

    /** As no other number of the store. */
    private static final long NUMBER = 8_123_456_789_012_345L;

    private static final String EMAIL = "nobody.else@example.org";

    /** Shorter words may be part of anything. */
    private static final int SHORTEST_WORD = 6;

    private static final int CUSTOMERS = 59;

    private static final Traces TRACES = new Traces();

    /** What orders have no plaintext of: their billing addresses are not encrypted, and often are those of the customers. */
    private static final Traces TRACES_IN_ORDERS = new Traces();

    private static LocalRedis redis;

    private static RedisClient client;

    private static RedisCommands<byte[], byte[]> commands;

    @BeforeAll
    static void run(DynamoDbEndpoint engine) {
        redis = LocalRedis.start();
        client = RedisClient.create("redis://" + redis.host() + ":" + redis.port());
        commands = client.connect(ByteArrayCodec.INSTANCE).sync();
        try (ConfigurableApplicationContext application = StoreApplication.start(
                "--server.port=0",
                "--armature.client.endpoint=" + engine.uri(),
                "--armature.schema.table-prefix=" + engine.uniqueTableName("dump") + "-",
                // A busy machine may take longer than what a call should wait.
                "--armature.fallback.store-timeout=2s",
                "--armature.fallback.read-timeout=2s",
                "--spring.data.redis.host=" + redis.host(),
                "--spring.data.redis.port=" + redis.port(),
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false))) {
            use(application);
        }
        addTraces();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        redis.close();
    }

    /** Reads, changes and adds, by all ways on which items come to Redis. */
    private static void use(ConfigurableApplicationContext application) {
        StoreClient store = new StoreClient(application);
        CustomerRepository customers = application.getBean(CustomerRepository.class);
        FallbackStatistics statistics = application.getBean(FallbackStatistics.class);
        await().until(() -> customers.read(1L).value() != null && statistics.count(Event.FILL) > 0);
        IntStream.rangeClosed(2, CUSTOMERS).forEach(id -> store.get("/customers/" + id));
        IntStream.rangeClosed(1, 20).forEach(id -> store.get("/orders/" + id));
        assertThat(store.patch("/customers/3", "{'email':'" + EMAIL + "'}").status())
                .isEqualTo(200);
        customers.save(new Customer(
                NUMBER,
                "Ada",
                null,
                null,
                "Geheimnisweg 12",
                null,
                null,
                null,
                null,
                "+49 30 7654321",
                null,
                EMAIL,
                null));
        customers.findAllById(List.of(NUMBER, 4L, 5L));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> statistics.count(Event.FILL) >= CUSTOMERS + 18 && statistics.count(Event.RENEWAL) >= 2);
    }

    private static void addTraces() {
        TRACES.addNumber(NUMBER);
        TRACES_IN_ORDERS.addNumber(NUMBER);
        for (String text : List.of(EMAIL, "Geheimnisweg", "+49 30 7654321")) {
            TRACES.addText(text);
            TRACES_IN_ORDERS.addText(text);
        }
        List<JsonNode> customers = DataFile.lines("customers");
        StringBuilder clear = new StringBuilder();
        for (JsonNode customer : customers) {
            customer.properties().forEach(field -> clear.append(isEncrypted(field) ? "" : field.getValue() + "\n"));
        }
        for (JsonNode customer : customers) {
            customer.properties().stream().filter(StoreDumpTests::isEncrypted).forEach(field -> {
                String value = field.getValue().stringValue();
                // The fax of some is their telephone.
                if (!clear.toString().contains(value)) {
                    (field.getKey().equals("address") ? List.of(TRACES) : List.of(TRACES, TRACES_IN_ORDERS))
                            .forEach(traces -> traces.addText(value));
                }
                for (String word : value.split("[\\s,.@]+")) {
                    if (word.length() >= SHORTEST_WORD && !clear.toString().contains(word)) {
                        TRACES.addText(word);
                    }
                }
            });
        }
    }

    private static boolean isEncrypted(Map.Entry<String, JsonNode> field) {
        return ENCRYPTED.contains(field.getKey());
    }

    @Test
    void redisShouldHaveNeitherWhatIsEncryptedNorAnyKeyInClear(TestReporter reporter) {
        List<Entry> dump = dump();
        reporter.publishEntry(
                "searched",
                dump.size() + " keys, " + dump.stream().mapToInt(Entry::size).sum() + " bytes");

        assertThat(dump.stream().filter(entry -> entry.shows("Stuttgart")))
                .as("what may be read")
                .isNotEmpty();
        assertThat(dump.stream().flatMap(Entry::traces)).isEmpty();
        assertThat(dump.stream().filter(entry -> entry.isOf("customers") && entry.shows("lastName")))
                .hasSizeGreaterThanOrEqualTo(CUSTOMERS)
                .noneMatch(entry -> entry.shows("customerId"));
        assertThat(dump.stream().filter(entry -> entry.isOf("orders") && entry.shows("orderedAt")))
                .hasSizeGreaterThanOrEqualTo(18)
                .noneMatch(entry -> entry.shows("orderId"));
        assertThat(dump)
                .extracting(Entry::text)
                .allMatch(name -> name.matches("store:\\{\\S+/dump-\\S+/[0-9a-f]{32}}"));
    }

    private static List<Entry> dump() {
        return commands.keys("*").stream()
                .map(name -> new Entry(name, commands.get(name), commands.dump(name)))
                .toList();
    }

    /** A name, and its value as it is and as Redis would write it to a disk. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] name, byte[] value, byte[] written) {

        String text() {
            return new String(name, StandardCharsets.UTF_8);
        }

        int size() {
            return name.length + value.length + written.length;
        }

        boolean isOf(String table) {
            return text().contains("-" + table + "/");
        }

        boolean shows(String what) {
            return new String(value, StandardCharsets.UTF_8).contains(what);
        }

        Stream<String> traces() {
            Traces traces = isOf("orders") ? TRACES_IN_ORDERS : TRACES;
            return Stream.of(name, value, written).flatMap(each -> traces.in(each).stream());
        }
    }

    static Stream<Arguments> planted() {
        byte[] street = "xTheodor-Heuss-Straße 34y".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("a field", street),
                Arguments.of("a word", "to Brigadeiro!".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("UTF-16", "luisg@embraer.com.br".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("Base64", Base64.getEncoder().encode(street)),
                Arguments.of("hexadecimal", HexFormat.of().formatHex(street).getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("gzip", compressed(street, true)),
                Arguments.of("zlib", compressed(street, false)),
                Arguments.of("a key", Long.toString(NUMBER).getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("a key of 8 bytes", number(ByteOrder.BIG_ENDIAN)),
                Arguments.of("a key of 8 bytes, the low ones first", number(ByteOrder.LITTLE_ENDIAN)));
    }

    private static byte[] number(ByteOrder order) {
        return ByteBuffer.allocate(Long.BYTES).order(order).putLong(NUMBER).array();
    }

    private static byte[] compressed(byte[] bytes, boolean gzip) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.write(7);
        try (OutputStream out = gzip ? new GZIPOutputStream(compressed) : new DeflaterOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException ex) {
            throw new AssertionError(ex);
        }
        return compressed.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void dumpWhenPlaintextIsPlantedShouldShowIt(String what, byte[] planted) {
        byte[] name = "planted".getBytes(StandardCharsets.US_ASCII);
        commands.set(name, planted);
        try {
            assertThat(dump().stream()
                            .filter(entry -> entry.text().equals("planted"))
                            .flatMap(Entry::traces))
                    .as(what)
                    .isNotEmpty();
        } finally {
            commands.del(name);
        }
    }
}
