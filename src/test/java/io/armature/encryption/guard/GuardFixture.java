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
package io.armature.encryption.guard;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.encryption.PlaintextPolicy;
import io.armature.encryption.WithheldAttributes;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Table {@code customers} with the keys {@code id} and {@code at} and the encrypted attributes {@code email}, {@code phone}
 * (plaintext is written), {@code fax} (plaintext is read) and {@code a.b}, and a layer that guards it.
 */
final class GuardFixture {

    static final Set<String> ENCRYPTED = Set.of("email", "phone", "fax", "a.b");

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private static final Map<String, String> NAMES = Map.of(
            "#e", "email",
            "#AMZN_MAPPED_email", "email",
            "#p", "phone",
            "#f", "fax",
            "#dotted", "a.b",
            "#ak", "_ak",
            "#id", "id",
            "#at", "at",
            "#plain", "plain",
            "#armature0", "sums");

    final String table;

    final TableCatalogue catalogue = new TableCatalogue();

    final EncryptedTables tables;

    final WithheldAttributes withheld = new WithheldAttributes();

    final EncryptionStatistics statistics = new EncryptionStatistics();

    final PlaintextGuardLayer layer;

    GuardFixture(String table) {
        this.table = table;
        LocalDate until = LocalDate.of(2030, 1, 1);
        this.tables = new EncryptedTables(
                catalogue,
                name -> name,
                new PlaintextPolicies(List.of(
                        new Exemption("customers", "phone", PlaintextPolicy.WRITE_PLAINTEXT, until),
                        new Exemption("customers", "fax", PlaintextPolicy.READ_ALLOWED, until))));
        catalogue.register(new TableDescription(table, "customers", "id", "at", null, ENCRYPTED));
        this.layer = new PlaintextGuardLayer(tables, withheld, statistics);
    }

    long refusals() {
        return statistics.of(Event.CALL_REFUSED);
    }

    DynamoDbClient over(DynamoDbClient client) {
        return new ClientLayers(List.of(layer)).wrap(client);
    }

    /** Returns a client whose calls are answered by a function right behind the guard. */
    DynamoDbClient answering(Function<DynamoDbRequest, DynamoDbResponse> answer) {
        return new ClientLayers(List.of(layer, new AnsweringLayer(answer))).wrap(new NoClient());
    }

    /** Returns the names behind the placeholders of expressions, those that occur in them only. */
    static Map<String, String> names(String... expressions) {
        Map<String, String> names = new HashMap<>();
        placeholders(expressions).forEach(placeholder -> {
            if (NAMES.containsKey(placeholder)) {
                names.put(placeholder, NAMES.get(placeholder));
            }
        });
        return names;
    }

    /** Returns the values behind the placeholders of expressions, those that occur in them only. */
    static Map<String, AttributeValue> values(String... expressions) {
        Map<String, AttributeValue> values = new HashMap<>();
        placeholders(expressions).forEach(placeholder -> {
            AttributeValue value = switch (placeholder) {
                case ":s" -> s("sesame");
                case ":z" -> s("zext");
                case ":type" -> s("S");
                case ":n" -> n("1");
                case ":set" -> AttributeValue.fromSs(List.of("x"));
                case ":list" -> AttributeValue.fromL(List.of(s("x")));
                case ":null" -> AttributeValue.fromNul(true);
                case ":inline" -> inline();
                case ":ofItem" -> ofItem();
                case ":damaged" -> b(0x41, 0x72, 1, 1);
                default -> null;
            };
            if (value != null) {
                values.put(placeholder, value);
            }
        });
        return values;
    }

    private static List<String> placeholders(String... expressions) {
        List<String> found = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(String.join(" ", expressions));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    static Map<String, AttributeValue> key() {
        return Map.of("id", n("1"), "at", s("2026"));
    }

    static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue n(String value) {
        return AttributeValue.fromN(value);
    }

    static AttributeValue b(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    /** Returns something of the form of an envelope under the item's key; nobody could open it. */
    static AttributeValue ofItem() {
        return bytes(header(0).put(new byte[29]));
    }

    /** Returns something of the form of an envelope that carries its key record. */
    static AttributeValue inline() {
        byte[] record = keyRecord().b().asByteArray();
        return bytes(header(1).putShort((short) record.length).put(record).put(new byte[29]));
    }

    static AttributeValue keyRecord() {
        ByteBuffer record = ByteBuffer.allocate(400).put(new byte[] {1, 1, 0});
        record.putShort((short) 3).put(new byte[] {'a', 'r', 'n'}).put(new byte[32]);
        return bytes(record.putShort((short) 5).put(new byte[5]));
    }

    private static ByteBuffer header(int key) {
        return ByteBuffer.allocate(400).put(new byte[] {0x41, 0x72, 1, 1, (byte) key});
    }

    private static AttributeValue bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private record AnsweringLayer(Function<DynamoDbRequest, DynamoDbResponse> answer) implements CallLayer {

        @Override
        public CallSlot slot() {
            return CallSlot.CAPACITY_INSIGHT;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            return answer.apply(call.request());
        }
    }

    private static final class NoClient implements DynamoDbClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
