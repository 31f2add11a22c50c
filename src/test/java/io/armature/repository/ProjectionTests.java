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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What projections make of values that are missing, nested or of another type. */
@WithDynamoDbLocal
class ProjectionTests {

    private static Songs songs;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        LocalRepositories repositories = LocalRepositories.on(endpoint);
        songs = repositories.get(Songs.class);
        repositories
                .client()
                .putItem(request -> request.tableName(repositories.table(Song.class))
                        .item(Map.of(
                                "artist",
                                AttributeValue.fromS("Q"),
                                "title",
                                AttributeValue.fromS("Null"),
                                "label",
                                AttributeValue.fromNul(true),
                                "len",
                                AttributeValue.fromNul(true))));
        songs.save(Song.of("Q", "Full", "Album", 1970, 100));
        songs.save(new Song("Q", "Bare", null, null, 1, BigDecimal.ONE, false, Set.of("g"), null));
    }

    @Test
    void projectionWhenAttributeIsMissingShouldBeNullOrZero() {
        assertThat(songs.findRecordByArtistAndTitle("Q", "Bare")).isEqualTo(new Year("Bare", 0, "1"));
        Titled bare = songs.findTitledByArtistAndTitle("Q", "Bare").orElseThrow();
        assertThat(bare.getYear()).isZero();
        assertThat(bare.getAlbum()).isNull();
        assertThat(bare.getLabel()).isNull();
        assertThat(bare.shout()).isEqualTo("Bare!");
    }

    @Test
    void projectionWhenAttributeIsStoredAsNullShouldBeNull() {
        assertThat(songs.findRecordByArtistAndTitle("Q", "Null")).isEqualTo(new Year("Null", 0, null));
        assertThat(songs.findTitledByArtistAndTitle("Q", "Null").orElseThrow().getLabel())
                .isNull();
    }

    @Test
    void projectionWhenAttributeIsOfAnotherTypeShouldConvert() {
        assertThat(songs.findRecordByArtistAndTitle("Q", "Full")).isEqualTo(new Year("Full", 1970, "100"));
    }

    @Test
    void projectionWhenNestedShouldProjectTheDocument() {
        assertThat(songs.findTitledByArtistAndTitle("Q", "Full"))
                .map(Titled::getLabel)
                .map(Country::getCountry)
                .contains("SE");
        assertThat(songs.findTitledByArtistAndTitle("Q", "None")).isEmpty();
    }

    @Test
    void projectionWhenDynamicAndUnfitShouldRefuseIt() {
        assertThat(songs.findByArtistAndTitle("Q", "Full", Object.class)).isInstanceOf(Song.class);
        assertThatExceptionOfType(UnsupportedQueryException.class)
                .isThrownBy(() -> songs.findByArtistAndTitle("Q", "Full", UUID.class))
                .withMessageContaining("returns UUID, which is neither Song nor a projection");
    }

    record Year(String title, int year, @Nullable String seconds) {}

    interface Country {
        String getCountry();
    }

    interface Titled {
        String getTitle();

        @Nullable
        String getAlbum();

        int getYear();

        @Nullable
        Country getLabel();

        default String shout() {
            return getTitle() + "!";
        }
    }

    interface Songs extends DynamoDbRepository<Song, Song.Id> {

        Year findRecordByArtistAndTitle(String artist, String title);

        Optional<Titled> findTitledByArtistAndTitle(String artist, String title);

        <P> P findByArtistAndTitle(String artist, String title, Class<P> type);
    }
}
