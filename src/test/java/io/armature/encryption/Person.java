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
package io.armature.encryption;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entity with encrypted attributes of several types. */
public record Person(
        @DynamoDbPartitionKey String id,

        @DynamoDbSortKey long since,

        @Nullable String city,

        @Encrypted @Nullable String email,

        @Encrypted @DynamoDbAttribute("tel") @Nullable List<String> phones,

        @Encrypted @Nullable Address address,

        @Encrypted @Nullable Set<Integer> numbers,

        @Encrypted @Nullable Boolean member) {

    static final String SECRET = "secret-Grüße-👋";

    static Person of(String id, long since) {
        return new Person(
                id,
                since,
                "Zurich",
                SECRET + "@example.com",
                List.of(SECRET + "1", SECRET + "2"),
                new Address(SECRET + " street", Map.of("door", SECRET)),
                Set.of(1, 2, 3),
                true);
    }

    Person withEmail(@Nullable String other) {
        return new Person(id, since, city, other, phones, address, numbers, member);
    }

    Person withCity(@Nullable String other) {
        return new Person(id, since, other, email, phones, address, numbers, member);
    }

    Map<String, AttributeValue> key() {
        return Map.of("id", AttributeValue.fromS(id), "since", AttributeValue.fromN(Long.toString(since)));
    }

    Id toId() {
        return new Id(id, since);
    }

    /** Primary key. */
    public record Id(String id, long since) {}

    /** Document. */
    public record Address(String street, Map<String, String> details) {}
}
