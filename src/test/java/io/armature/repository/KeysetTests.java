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

import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.TableNames;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeysetTests {

    private final Keyset keyset = new Keyset(
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue())
                    .get(Blob.class),
            List.of("hash", "number"));

    private final Map<String, AttributeValue> key = Map.of(
            "hash", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, -2})),
            "number", AttributeValue.fromN("10"));

    @Test
    void startKeyWhenPositionIsItsOwnShouldBeTheKey() {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("other", AttributeValue.fromS("x"));
        KeysetScrollPosition position = keyset.position(item, ScrollPosition.Direction.FORWARD);
        assertThat(position.getKeys()).containsOnlyKeys("hash", "number");
        assertThat(position.scrollsForward()).isTrue();
        assertThat(keyset.startKey(position)).isEqualTo(key);
    }

    @Test
    void startKeyWhenPositionWentThroughJsonShouldBeTheKey() {
        String base64 = Base64.getEncoder().encodeToString(new byte[] {1, -2});
        assertThat(keyset.startKey(ScrollPosition.forward(Map.of("hash", base64, "number", 10))))
                .isEqualTo(key);
        assertThat(keyset.startKey(ScrollPosition.forward(Map.of("hash", base64, "number", "1E1"))))
                .isEqualTo(key);
    }

    @Test
    void startKeyWhenValueIsOfAnotherTypeShouldNameTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keyset.startKey(ScrollPosition.forward(Map.of("hash", "not Base64!", "number", 1))))
                .withMessageContaining("'hash'")
                .withMessageContaining("type B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keyset.startKey(ScrollPosition.forward(Map.of("hash", "AQ==", "number", "one"))))
                .withMessageContaining("'number'")
                .withMessageContaining("type N");
    }

    record Blob(
            @DynamoDbPartitionKey byte[] hash,
            @DynamoDbSortKey int number) {}
}
