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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EntityKeysTests {

    private final Entities entities =
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());

    private <ID> EntityKeys<ID> keys(Class<?> entity, Class<ID> id) {
        return new EntityKeys<>(entities.get(entity), id);
    }

    @Test
    void toKeyWhenIdIsPartitionKeyShouldConvertIt() {
        UUID id = new UUID(1, 2);
        EntityKeys<UUID> keys = keys(Single.class, UUID.class);
        Map<String, AttributeValue> key = keys.toKey(id);
        assertThat(key).containsExactly(Map.entry("id", AttributeValue.fromS(id.toString())));
        assertThat(keys.toId(key)).isEqualTo(id);
    }

    @Test
    void toKeyWhenIdIsOfConvertibleTypeShouldConvertIt() {
        EntityKeys<String> keys = keys(Single.class, String.class);
        Map<String, AttributeValue> key = keys.toKey(new UUID(1, 2).toString());
        assertThat(key).containsEntry("id", AttributeValue.fromS(new UUID(1, 2).toString()));
        assertThat(keys.toId(key)).isEqualTo(new UUID(1, 2).toString());
    }

    @Test
    void keysWhenIdIsOnePartOfTwoShouldRefuse() {
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> keys(Pair.class, String.class))
                .withMessageContaining("does not fit the key of Pair");
    }

    @Test
    void toKeyWhenIdIsRecordShouldFollowRenamedAttributes() {
        EntityKeys<PairId> keys = keys(Pair.class, PairId.class);
        Map<String, AttributeValue> key = keys.toKey(new PairId(new BigDecimal("1.50"), "x"));
        assertThat(key)
                .containsExactly(
                        Map.entry("l", AttributeValue.fromS("x")), Map.entry("right", AttributeValue.fromN("1.5")));
        assertThat(keys.toId(key)).isEqualTo(new PairId(new BigDecimal("1.5"), "x"));
    }

    @Test
    void toKeyWhenIdIsBeanShouldReadItsProperties() {
        EntityKeys<BeanId> keys = keys(Pair.class, BeanId.class);
        BeanId id = new BeanId();
        id.setLeft("x");
        id.setRight(BigDecimal.TEN);
        Map<String, AttributeValue> key = keys.toKey(id);
        assertThat(key)
                .containsEntry("l", AttributeValue.fromS("x"))
                .containsEntry("right", AttributeValue.fromN("10"));
        assertThat(keys.toId(key).getLeft()).isEqualTo("x");
    }

    @Test
    void toKeyWhenPartIsNullShouldNameIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys(Pair.class, PairId.class).toKey(new PairId(null, "x")))
                .withMessageContaining("'right'")
                .withMessageContaining("Pair");
    }

    @Test
    void keyOfWhenNumberIsWrittenDifferentlyShouldBeEqual() {
        Entity<Pair> pair = entities.get(Pair.class);
        assertThat(pair.keyOf(new Pair("x", new BigDecimal("1E+3"))))
                .isEqualTo(pair.keyOf(new Pair("x", new BigDecimal("1000.0"))));
    }

    record Single(@DynamoDbPartitionKey UUID id) {}

    record Pair(
            @DynamoDbPartitionKey @DynamoDbAttribute("l") String left,
            @DynamoDbSortKey @Nullable BigDecimal right) {}

    record PairId(@Nullable BigDecimal right, String left) {}

    /** An id as a bean. */
    public static class BeanId {

        private @Nullable String left;
        private @Nullable BigDecimal right;

        public @Nullable String getLeft() {
            return left;
        }

        public void setLeft(@Nullable String left) {
            this.left = left;
        }

        public @Nullable BigDecimal getRight() {
            return right;
        }

        public void setRight(@Nullable BigDecimal right) {
            this.right = right;
        }
    }
}
