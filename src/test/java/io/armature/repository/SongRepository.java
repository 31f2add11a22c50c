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

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

interface SongRepository extends DynamoDbRepository<Song, Song.Id> {

    List<Song> findByArtist(String artist);

    List<Song> findByArtistOrderByTitleDesc(String artist);

    List<Song> findByArtistOrderByYear(String artist);

    List<Song> findByArtistAndTitleStartingWith(String artist, String beginning);

    List<Song> findByArtistAndTitleBetween(String artist, String from, String to);

    List<Song> findByArtistAndTitleGreaterThanEqual(String artist, String from);

    Optional<Song> findByArtistAndTitle(String artist, String title);

    @ConsistentRead
    List<Song> findByArtistAndYearLessThan(String artist, int year);

    List<Song> findByAlbum(String album);

    List<Song> findByAlbumAndYearGreaterThan(String album, long year);

    List<Song> findByArtistAndSecondsBetween(String artist, long from, long to);

    List<Song> findByArtistAndSecondsIn(String artist, Collection<Long> seconds);

    List<Song> findByArtistAndGenresContaining(String artist, String genre);

    List<Song> findByArtistAndLabelCountryAndExplicitFalse(String artist, String country);

    List<Song> findByArtistAndAlbumIsNull(String artist);

    List<Song> findFirst2ByArtist(String artist);

    Song findFirstByArtistOrderByTitleDesc(String artist);

    Song findByAlbumAndYear(String album, int year);

    Stream<Song> streamByArtist(String artist);

    List<Song> findByArtistAndSecondsGreaterThan(String artist, long seconds, Limit limit);

    long countByArtist(String artist);

    boolean existsByArtistAndTitleStartingWith(String artist, String beginning);

    long deleteByArtist(String artist);

    Window<Song> findByArtistOrderByTitle(String artist, ScrollPosition position, Limit limit);

    Window<Song> findByAlbumOrderByYear(String album, ScrollPosition position, Limit limit);

    Window<Song> findByArtistAndSecondsLessThan(String artist, long seconds, ScrollPosition position, Limit limit);

    Window<TitleAndYear> findTop2ByArtistAndTitleGreaterThan(String artist, String title, ScrollPosition position);

    List<TitleAndYear> findRecordsByArtist(String artist);

    List<Titled> findTitledByArtist(String artist);

    List<Described> findDescribedByArtist(String artist);

    <P> List<P> findDynamicByArtist(String artist, Class<P> type);

    @AllowScan
    List<Song> findBySecondsLessThanOrExplicitTrue(long seconds);

    record TitleAndYear(String title, Integer year, long seconds) {}

    interface Titled {
        String getTitle();

        Integer getYear();
    }

    interface Described {
        @Value("#{target.artist + ': ' + target.title}")
        String getDescription();
    }
}
