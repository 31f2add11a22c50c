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

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Repository of the items of one DynamoDB table.
 *
 * <p>Extend it for an entity, which is a class annotated for the DynamoDB enhanced client ({@code @DynamoDbBean} or
 * {@code @DynamoDbImmutable}) or a Java record with the same annotations on its components, and declare query methods:
 *
 * <pre>{@code
 * interface OrderRepository extends DynamoDbRepository<Order, Long> {
 *     Window<Order> findByCustomerIdOrderByOrderedAt(long customerId, ScrollPosition position, Limit limit);
 * }
 * }</pre>
 *
 * <p>Query methods read by keys of the table or of an index, chosen when the application starts. A method that would scan
 * the table is refused then, unless it carries {@link AllowScan}; so are the inherited {@link #findAll()},
 * {@link #count()} and {@link #deleteAll()}, which throw {@link UnsupportedOperationException} unless the repository
 * declares them again with {@link AllowScan}.
 *
 * <p>{@link #save} puts the whole item and returns a new instance built from the item as it was written; an entity with a
 * version is written only if nobody else wrote it since it was read. Failures are Spring's
 * {@link org.springframework.dao.DataAccessException}s. Implementations are safe for use by concurrent threads.
 *
 * @param <T> type of the entity
 * @param <ID> type of its key: the type of the partition key, or for a table with a sort key a record or bean whose
 *     properties are named as the two key properties of the entity
 */
@NoRepositoryBean
public interface DynamoDbRepository<T, ID> extends ListCrudRepository<T, ID> {

    /**
     * Reads an entity by its key, eventually consistently, and says who answered: DynamoDB, or a stored copy while it is away.
     *
     * @param id the key
     * @return the entity with its source and age; without a value if DynamoDB has no such item
     * @throws TableUnavailableException if DynamoDB is away and there is no copy that may be answered
     */
    ReadResult<T> read(ID id);

    /**
     * Reads entities by their keys, eventually consistently, and says of each who answered.
     *
     * @param ids the keys
     * @return the results by their keys, in the order of the keys. While DynamoDB is away, keys without a copy that may be
     *     answered are missing; otherwise none is
     * @throws TableUnavailableException if DynamoDB is away and there is no copy at all
     */
    Map<ID, ReadResult<T>> readAll(Iterable<ID> ids);

    /**
     * Changes an item so that no concurrent change is lost.
     *
     * <p>The item is read consistently, the change is applied, and the top-level attributes that differ are written on the
     * condition that nobody wrote the item since; attributes that the entity does not know stay as they are. Nothing is
     * written if nothing differs. When somebody else came first, the change is applied again after a random
     * pause: to the item that DynamoDB returned, or if the pause was longer than 10 milliseconds to the item as it is read
     * then. There are at most {@code armature.update.max-attempts} attempts (5 by default), none of which begins after
     * {@code armature.update.timeout} (5 seconds by default).
     *
     * <p>So {@code change} may be called several times and must have no side effects: it takes the entity as it is stored, and
     * returns it changed (the same object, or another one with the same key). What it does to the version or to an atomic
     * counter has no effect. What it throws is thrown, and nothing is written.
     *
     * <p>The entity needs a {@code @DynamoDbVersionAttribute}. Without one, each of the three methods for updates throws
     * {@link io.armature.client.MisconfigurationException}, and an application whose repository declares one of them again
     * does not start.
     *
     * @param id the item's key
     * @param change the change, without side effects
     * @return a new entity with the item as it was written, or as it is if nothing was
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is no item, or it was deleted meanwhile
     * @throws UpdateConflictException if somebody else came first each time; nothing was written
     * @throws WriteOutcomeUnknownException if the answer to a write was lost and the item was written by others or deleted
     *     since, so that the change may have taken place or not; never with {@code armature.update.ambiguity=transaction},
     *     unless DynamoDB does not answer until the attempts are used up
     * @throws TableUnavailableException if DynamoDB does not answer; it tells whether the change may have taken place
     * @throws IllegalArgumentException if the change returns {@code null} or an entity with another key
     */
    T update(ID id, UnaryOperator<T> change);

    /**
     * Changes an item as {@link #update(Object, UnaryOperator) update} does, if there is one.
     *
     * @param id the item's key
     * @param change the change, without side effects
     * @return a new entity with the item as it was written, empty if there is none or it was deleted meanwhile
     */
    Optional<T> updateIfPresent(ID id, UnaryOperator<T> change);

    /**
     * Changes an item as {@link #update(Object, UnaryOperator) update} does, or creates it. One that is deleted meanwhile is
     * created again.
     *
     * @param id the item's key
     * @param initial makes an entity with this key to apply the change to where there is no item; without side effects
     * @param change the change, without side effects
     * @return a new entity with the item as it was written
     */
    T updateOrCreate(ID id, Supplier<T> initial, UnaryOperator<T> change);
}
