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

import io.armature.mapping.Entity;
import io.armature.mapping.EntityKeys;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Versions that are primitive, start elsewhere, or stand beside a counter. */
@WithDynamoDbLocal
class VersionTests {

    private static LocalRepositories repositories;
    private static Primitives primitives;
    private static Counteds counteds;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        repositories = LocalRepositories.on(endpoint);
        primitives = repositories.get(Primitives.class);
        counteds = repositories.get(Counteds.class);
    }

    @Test
    void deleteWhenItemIsOlderThanItsVersionAttributeShouldDelete() {
        repositories
                .client()
                .putItem(request -> request.tableName(repositories.table(Primitive.class))
                        .item(Map.of("id", AttributeValue.fromS("old"))));
        Primitive old = primitives.findById("old").orElseThrow();
        assertThat(old.version()).isZero();
        primitives.delete(old);
        assertThat(primitives.existsById("old")).isFalse();
    }

    @Test
    void deleteWhenVersionIsUnwrittenButItemIsWrittenShouldFail() {
        primitives.save(new Primitive("written", 0));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> primitives.delete(new Primitive("written", 0)));
        counteds.save(new Counted("written", null, null));
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> counteds.delete(new Counted("written", null, null)));
        counteds.delete(new Counted("never written", null, null));
    }

    @Test
    void deleteWhenSomebodyElseDeletedShouldFail() {
        Counted read = counteds.save(new Counted("deleted", null, null));
        counteds.delete(read);
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> counteds.delete(read));
    }

    @Test
    void isNewWhenVersionIsMissingOrTheStartShouldBeTrue() {
        assertThat(isNew(new Primitive("a", 0))).isTrue();
        assertThat(isNew(new Primitive("a", 1))).isFalse();
        assertThat(isNew(new Counted("a", null, null))).isTrue();
        assertThat(isNew(new Counted("a", 1L, null))).isFalse();
        assertThat(isNew(new Late("a", 7))).isTrue();
        assertThat(isNew(new Late("a", 0))).isFalse();
        assertThat(isNew(new Unversioned("a"))).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <T> boolean isNew(T item) {
        Entity<T> entity = repositories.entities().get((Class<T>) item.getClass());
        return new DynamoDbEntityInformation<>(entity, new EntityKeys<>(entity, String.class)).isNew(item);
    }

    @Test
    void saveWhenVersionStandsBesideCounterShouldCheckOneAndCountTheOther() {
        Counted first = counteds.save(new Counted("both", null, null));
        assertThat(first).isEqualTo(new Counted("both", 1L, 0L));
        assertThat(counteds.save(first)).isEqualTo(new Counted("both", 2L, 1L));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> counteds.save(first));
        assertThat(counteds.findById("both")).contains(new Counted("both", 2L, 1L));
    }

    record Primitive(
            @DynamoDbPartitionKey String id,
            @DynamoDbVersionAttribute long version) {}

    record Late(
            @DynamoDbPartitionKey String id,

            @DynamoDbVersionAttribute(startAt = 7) long version) {}

    record Unversioned(@DynamoDbPartitionKey String id) {}

    record Counted(
            @DynamoDbPartitionKey String id,

            @DynamoDbVersionAttribute @Nullable Long version,

            @DynamoDbAtomicCounter @Nullable Long writes) {}

    interface Primitives extends DynamoDbRepository<Primitive, String> {}

    interface Counteds extends DynamoDbRepository<Counted, String> {}
}
