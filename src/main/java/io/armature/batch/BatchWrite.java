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
package io.armature.batch;

import java.util.Map;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write that is not simply "store this entity". Streams of entities and of these may be mixed. Immutable; its text has no values
 * of items.
 */
public sealed interface BatchWrite {

    /**
     * Returns the put of an item as it is: nothing is mapped, versioned or encrypted. Plaintext in an attribute that is encrypted in
     * this table is refused as everywhere.
     *
     * @param table name of the table in DynamoDB
     * @param item all attributes of the item
     * @return the write
     */
    static BatchWrite put(String table, Map<String, AttributeValue> item) {
        return new PutItem(table, item);
    }

    /**
     * Returns the put of an item as it is, unless there is an item with its key already: it fails with
     * {@link FailureReason#CONDITION_FAILED} then. It goes in a request of its own.
     *
     * @param table name of the table in DynamoDB
     * @param item all attributes of the item
     * @return the write
     */
    static BatchWrite putIfAbsent(String table, Map<String, AttributeValue> item) {
        return new PutItemIfAbsent(table, item);
    }

    /**
     * Returns the put of an entity, unless there is an item with its key already: it fails with
     * {@link FailureReason#CONDITION_FAILED} then. It goes in a request of its own, and needs no {@link VersionPolicy}.
     *
     * @param entity the entity
     * @return the write
     */
    static BatchWrite putIfAbsent(Object entity) {
        return new PutEntityIfAbsent(entity);
    }

    /**
     * Returns what stands in the place of an item that could not even be read from its source, so that it is counted and reported
     * with the others. It fails with {@link FailureReason#INVALID}.
     *
     * @param reason what is wrong, in words and without values
     * @return a write that always fails
     */
    static BatchWrite invalid(String reason) {
        return new Invalid(reason);
    }

    /**
     * Returns the delete of an item, which need not exist.
     *
     * @param table name of the table in DynamoDB
     * @param key primary key of the item; other attributes are ignored
     * @return the write
     */
    static BatchWrite delete(String table, Map<String, AttributeValue> key) {
        return new DeleteItem(table, key);
    }

    /**
     * Returns the delete of an entity, whatever its version.
     *
     * @param entity the entity, of which only the key is looked at
     * @return the write
     */
    static BatchWrite delete(Object entity) {
        return new DeleteEntity(entity);
    }

    /**
     * Puts an item as it is.
     *
     * @param table name of the table in DynamoDB
     * @param item all attributes of the item
     */
    record PutItem(String table, Map<String, AttributeValue> item) implements BatchWrite {

        /**
         * Creates the write.
         *
         * @param table not empty
         * @param item not copied
         */
        public PutItem {
            Assert.hasText(table, "A raw write needs the name of its table");
            Assert.notNull(item, "Item must not be null");
        }

        @Override
        public String toString() {
            return "PutItem[table=" + table + "]";
        }
    }

    /**
     * Puts an item if there is none with its key.
     *
     * @param table name of the table in DynamoDB
     * @param item all attributes of the item
     */
    record PutItemIfAbsent(String table, Map<String, AttributeValue> item) implements BatchWrite {

        /**
         * Creates the write.
         *
         * @param table not empty
         * @param item not copied
         */
        public PutItemIfAbsent {
            Assert.hasText(table, "A raw write needs the name of its table");
            Assert.notNull(item, "Item must not be null");
        }

        @Override
        public String toString() {
            return "PutItemIfAbsent[table=" + table + "]";
        }
    }

    /**
     * Puts an entity if there is no item with its key.
     *
     * @param entity the entity
     */
    record PutEntityIfAbsent(Object entity) implements BatchWrite {

        /**
         * Creates the write.
         *
         * @param entity not {@code null}
         */
        public PutEntityIfAbsent {
            Assert.notNull(entity, "Entity must not be null");
        }

        @Override
        public String toString() {
            return "PutEntityIfAbsent[" + entity.getClass().getSimpleName() + "]";
        }
    }

    /**
     * Stands for what could not be read.
     *
     * @param reason what is wrong
     */
    record Invalid(String reason) implements BatchWrite {}

    /**
     * Deletes an item.
     *
     * @param table name of the table in DynamoDB
     * @param key primary key of the item
     */
    record DeleteItem(String table, Map<String, AttributeValue> key) implements BatchWrite {

        /**
         * Creates the write.
         *
         * @param table not empty
         * @param key not copied
         */
        public DeleteItem {
            Assert.hasText(table, "A raw write needs the name of its table");
            Assert.notNull(key, "Key must not be null");
        }

        @Override
        public String toString() {
            return "DeleteItem[table=" + table + "]";
        }
    }

    /**
     * Deletes an entity.
     *
     * @param entity the entity
     */
    record DeleteEntity(Object entity) implements BatchWrite {

        /**
         * Creates the write.
         *
         * @param entity not {@code null}
         */
        public DeleteEntity {
            Assert.notNull(entity, "Entity must not be null");
        }

        @Override
        public String toString() {
            return "DeleteEntity[" + entity.getClass().getSimpleName() + "]";
        }
    }
}
