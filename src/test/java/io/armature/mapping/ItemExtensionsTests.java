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

import io.armature.client.TableCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.extensions.AtomicCounterExtension;
import software.amazon.awssdk.enhanced.dynamodb.extensions.ReadModification;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemExtensionsTests {

    private final List<String> order = new ArrayList<>();

    @Test
    void chainShouldHoldOwnExtensionsThenVersionThenCounters() {
        Recording own = new Recording("own");
        assertThat(new ItemExtensions(List.of(own)).toList())
                .hasSize(4)
                .startsWith(own)
                .extracting(Object::getClass)
                .asInstanceOf(InstanceOfAssertFactories.list(Class.class))
                .containsSubsequence(
                        VersionedRecordExtension.class, AtomicCounterExtension.class, WrittenItemExtension.class);
    }

    @Test
    void chainWhenVersionAndCounterAreOwnShouldNotHoldThemTwice() {
        List<DynamoDbEnhancedClientExtension> own = List.of(
                AtomicCounterExtension.builder().build(),
                VersionedRecordExtension.builder().build());
        assertThat(new ItemExtensions(own).toList())
                .hasSize(3)
                .startsWith(own.toArray(new DynamoDbEnhancedClientExtension[0]));
    }

    @Test
    void afterReadShouldGoBackward() {
        Entity<Note> entity = new Entities(
                        new EntitySchemas(List.of()), new TableNames("dev-", Map.of()), new TableCatalogue())
                .get(Note.class);
        ItemExtensions extensions = new ItemExtensions(List.of(new Recording("first"), new Recording("second")));
        assertThat(extensions.afterRead(entity, Map.of("id", AttributeValue.fromS("a"))))
                .containsOnlyKeys("id");
        assertThat(order).containsExactly("second of dev-note", "first of dev-note");
    }

    private final class Recording implements DynamoDbEnhancedClientExtension {

        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public ReadModification afterRead(DynamoDbExtensionContext.AfterRead context) {
            order.add(name + " of " + context.operationContext().tableName());
            return ReadModification.builder().build();
        }
    }

    record Note(@DynamoDbPartitionKey String id) {}
}
