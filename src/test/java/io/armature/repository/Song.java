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

import io.armature.mapping.Table;
import java.math.BigDecimal;
import java.util.Set;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A record with a composite key, a global and a local index, a renamed attribute and a document. */
@Table("songs")
record Song(
        @DynamoDbPartitionKey String artist,
        @DynamoDbSortKey String title,

        @DynamoDbSecondaryPartitionKey(indexNames = "by-album")
        String album,

        @DynamoDbSecondarySortKey(indexNames = {"by-album", "by-year"}) @DynamoDbAttribute("y")
        Integer year,

        @DynamoDbAttribute("len") long seconds,
        BigDecimal price,
        boolean explicit,
        Set<String> genres,
        Label label) {

    /** The id of a song. */
    record Id(String artist, String title) {}

    /** A document inside a song. */
    record Label(String name, String country) {}

    static Song of(String artist, String title, String album, Integer year, long seconds) {
        return new Song(
                artist,
                title,
                album,
                year,
                seconds,
                new BigDecimal("0.99"),
                false,
                Set.of("rock", title.substring(0, 1)),
                new Label("Label of " + artist, "SE"));
    }

    Id id() {
        return new Id(artist, title);
    }
}
