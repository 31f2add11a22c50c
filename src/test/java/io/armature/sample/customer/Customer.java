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
package io.armature.sample.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.armature.encryption.Encrypted;
import io.armature.mapping.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * A customer. What says where somebody lives and how to reach them is encrypted. The version makes a change fail when somebody else changed the customer since it was read.
 */
@Table("customers")
public record Customer(
        @DynamoDbPartitionKey long customerId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String company,
        @Encrypted @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        @Nullable String postalCode,
        @Encrypted @Nullable String phone,
        @Nullable String fax,
        @Encrypted @Nullable String email,
        @DynamoDbVersionAttribute @JsonIgnore @Nullable Long version) {}
