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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.Limit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class QueryLimitTests {

    @ParameterizedTest
    @ValueSource(
            classes = {DeleteFirst.class, RemoveTop.class, CountFirst.class, ExistsFirst.class, DeleteWithLimit.class})
    void createWhenMethodThatDoesNotFindHasLimitShouldRefuse(Class<?> repository) {
        assertThatThrownBy(() -> create(repository))
                .rootCause()
                .isInstanceOf(UnsupportedQueryException.class)
                .hasMessageEndingWith("has a limit, which only methods that find have.");
    }

    @Test
    void createWhenWordOnlyBeginsLikeLimitShouldTakeIt() {
        assertThat(create(DeleteTopics.class)).isNotNull();
    }

    private static Object create(Class<?> repository) {
        Entities entities =
                new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());
        return new DynamoDbRepositoryFactory(entities, new ItemExtensions(List.of()), mock(DynamoDbClient.class))
                .getRepository(repository);
    }

    interface DeleteFirst extends DynamoDbRepository<Song, Song.Id> {
        long deleteFirst2ByArtist(String artist);
    }

    interface RemoveTop extends DynamoDbRepository<Song, Song.Id> {
        long removeTopSongByArtist(String artist);
    }

    interface CountFirst extends DynamoDbRepository<Song, Song.Id> {
        long countFirst10ByArtist(String artist);
    }

    interface ExistsFirst extends DynamoDbRepository<Song, Song.Id> {
        boolean existsFirstByArtist(String artist);
    }

    interface DeleteWithLimit extends DynamoDbRepository<Song, Song.Id> {
        long deleteByArtist(String artist, Limit limit);
    }

    interface DeleteTopics extends DynamoDbRepository<Song, Song.Id> {
        long deleteTopicsByArtist(String artist);
    }
}
