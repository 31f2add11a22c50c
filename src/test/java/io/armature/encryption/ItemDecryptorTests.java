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
package io.armature.encryption;

import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Items that come from elsewhere, in part, from projections, and of tenants. */
@WithDynamoDbLocal
@Tag("F17")
class ItemDecryptorTests {

    private static final Person PERSON = Person.of("p", 1);

    private static LocalEncryption local;
    private static Map<String, AttributeValue> stored;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        local = LocalEncryption.on(endpoint);
        local.repository(People.class);
        local.table(Person.class).putItem(PERSON);
        stored = local.stored(Person.class, PERSON.key());
    }

    @Test
    void openShouldKnowTheTableByEachOfItsNames() {
        String name = local.tableName(Person.class);
        for (String table : List.of(name, "person", "arn:aws:dynamodb:eu-central-1:111122223333:table/" + name)) {
            assertThat(local.decryptor().open(table, stored))
                    .containsEntry("email", s(PERSON.email()))
                    .doesNotContainKey("_ak");
        }
        assertThat(local.decryptor().openAll("person", List.of(stored, stored)))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item).containsEntry("email", s(PERSON.email())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> local.decryptor().open("nothing", stored))
                .withMessageContaining("No encrypted attribute of table 'nothing' is known")
                .withMessageContaining("map an entity");
    }

    @Test
    @Tag("F14")
    void openPartiallyShouldReturnWhatCanBeReadAndWhyTheRestCannot() {
        Map<String, AttributeValue> damaged = new HashMap<>(stored);
        damaged.put("email", Objects.requireNonNull(stored.get("tel")));
        damaged.put("member", b('A', 'r'));
        PartialItem partial = local.decryptor().openPartially("person", damaged);
        assertThat(partial.readable()).containsOnlyKeys("id", "since", "city", "tel", "address", "numbers");
        assertThat(partial.refused()).containsOnlyKeys("email", "member");
        assertThat(partial.refused().get("email").reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
        assertThat(partial.refused().get("member").reason()).isEqualTo(Reason.MALFORMED);
        assertThat(partial.toString()).doesNotContain(Person.SECRET);
    }

    @Test
    @Tag("F14")
    void openWhenPrimaryKeyOrRecordIsMissingShouldSayWhich() {
        assertReason(without("id"), Reason.PRIMARY_KEY_MISSING);
        assertReason(without("since"), Reason.PRIMARY_KEY_MISSING);
        assertReason(without("_ak"), Reason.RECORD_MISSING);
    }

    private static void assertReason(Map<String, AttributeValue> item, Reason reason) {
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> local.decryptor().open("person", item))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .withMessageContaining("of table 'person'");
    }

    private static Map<String, AttributeValue> without(String attribute) {
        Map<String, AttributeValue> item = new HashMap<>(stored);
        item.remove(attribute);
        return item;
    }

    /** The call ring rebuilds the response of a projection; the instances of its values have to reach the extension. */
    @Test
    void projectionWhenKeyAndRecordAreWithheldShouldBeOpened(DynamoDbEndpoint endpoint) {
        Setup setup = Setup.on(endpoint);
        Withholding layer = new Withholding();
        LocalEncryption withholding = LocalEncryption.on(endpoint, setup, layer);
        withholding.repository(People.class);
        withholding.table(Person.class).putItem(PERSON);
        layer.withheld.set(withholding.withheld());
        assertThat(withholding
                        .table(Person.class)
                        .query(request ->
                                request.queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue("p"))))
                        .items())
                .singleElement()
                .satisfies(read -> assertThat(read.email()).isEqualTo(PERSON.email()))
                .satisfies(read -> assertThat(read.address()).isEqualTo(PERSON.address()))
                .satisfies(read -> assertThat(read.id()).isNull());
    }

    @Test
    @Tag("F1")
    void tenantsShouldBeAskedWithTheKeyAloneAndSeparateItems(DynamoDbEndpoint endpoint) {
        List<Map<String, AttributeValue>> asked = new ArrayList<>();
        Setup setup = Setup.on(endpoint).tenants((table, key) -> {
            asked.add(key);
            assertThat(table).isEqualTo("person");
            return Objects.requireNonNull(key.get("id")).s();
        });
        LocalEncryption tenants = LocalEncryption.on(endpoint, setup);
        tenants.repository(People.class);
        tenants.table(Person.class).putItem(PERSON);
        assertThat(tenants.table(Person.class).getItem(PERSON)).isEqualTo(PERSON);
        assertThat(asked).isNotEmpty().allSatisfy(key -> assertThat(key).isEqualTo(PERSON.key()));

        Map<String, AttributeValue> item = tenants.stored(Person.class, PERSON.key());
        assertTenantRefused(endpoint, setup.tenants((table, key) -> null), item);
        assertTenantRefused(endpoint, setup.tenants((table, key) -> "\uD800"), item);
        assertTenantRefused(
                endpoint,
                setup.tenants((table, key) -> {
                    throw new IllegalStateException("no tenant");
                }),
                item);
    }

    private static void assertTenantRefused(DynamoDbEndpoint endpoint, Setup setup, Map<String, AttributeValue> item) {
        LocalEncryption failing = LocalEncryption.on(endpoint, setup);
        failing.repository(People.class);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> failing.decryptor().open("person", item))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.TENANT_UNKNOWN))
                .withMessageContaining("the bean of type Tenants");
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> failing.table(Person.class).putItem(PERSON))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.TENANT_UNKNOWN));
    }

    interface People extends DynamoDbRepository<Person, Person.Id> {}

    /** Takes the key and the record out of answers, as the call ring does with what a caller did not ask for. */
    private static final class Withholding implements CallLayer {

        private final AtomicReference<WithheldAttributes> withheld = new AtomicReference<>();

        @Override
        public CallSlot slot() {
            return CallSlot.PLAINTEXT_GUARD;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            DynamoDbResponse response = call.proceed(call.request());
            return response instanceof QueryResponse query
                    ? query.toBuilder()
                            .items(query.items().stream().map(this::strip).toList())
                            .build()
                    : response;
        }

        private Map<String, AttributeValue> strip(Map<String, AttributeValue> item) {
            Map<String, AttributeValue> shown = new HashMap<>(item);
            Map<String, AttributeValue> kept = new HashMap<>();
            for (String name : List.of("id", "since", "_ak")) {
                kept.put(name, Objects.requireNonNull(shown.remove(name)));
            }
            for (String name : List.of("email", "tel", "address", "numbers", "member")) {
                withheld.get().keep(Objects.requireNonNull(item.get(name)), kept);
            }
            return shown;
        }
    }
}
