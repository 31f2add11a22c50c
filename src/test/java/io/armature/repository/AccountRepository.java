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

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

interface AccountRepository extends DynamoDbRepository<Account, Long> {

    List<Account> findByOwner(String owner);

    /** Stands for code of an application that calls the SDK itself. */
    default void failAsTheSdk() {
        throw ResourceNotFoundException.builder().message("no table").build();
    }

    @Override
    @ConsistentRead
    Optional<Account> findById(Long number);

    @Override
    @AllowScan
    List<Account> findAll();

    @Override
    @AllowScan
    long count();

    @Override
    @AllowScan
    void deleteAll();
}
