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
}
