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
package io.armature.insight;

import io.armature.client.ItemSizes;
import io.armature.client.TableCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Measures some of the items: all of a table's first ones, then one of 32, since measuring costs more than all the rest. */
final class ItemSampler {

    private static final int ALL_OF_FIRST = 64;

    private static final int ONE_OF = 32;

    private final TableCatalogue catalogue;

    private final int addedByEncryption;

    private final Predicate<String> addedAttribute;

    /** Many threads count here without a lock; a few more samples than meant do no harm. */
    private volatile int first;

    ItemSampler(TableCatalogue catalogue, int addedByEncryption, Predicate<String> addedAttribute) {
        this.catalogue = catalogue;
        this.addedByEncryption = addedByEncryption;
        this.addedAttribute = addedAttribute;
    }

    @SuppressWarnings({"NonAtomicVolatileUpdate", "NonAtomicOperationOnVolatileField"})
    @Nullable
    ItemSample sample(String table, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return null;
        }
        if (first < ALL_OF_FIRST) {
            first++;
        } else if (ThreadLocalRandom.current().nextInt(ONE_OF) != 0) {
            return null;
        }
        return measure(table, item);
    }

    private ItemSample measure(String table, Map<String, AttributeValue> item) {
        long added = 0;
        Set<String> encrypted = catalogue.encryptedAttributes(table);
        if (!encrypted.isEmpty()) {
            for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
                if (addedAttribute.test(attribute.getKey())) {
                    added += ItemSizes.of(attribute.getKey(), attribute.getValue());
                } else if (encrypted.contains(attribute.getKey())
                        && attribute.getValue().type() == AttributeValue.Type.B) {
                    added += addedByEncryption;
                }
            }
        }
        return new ItemSample(ItemSizes.of(item), added);
    }
}
