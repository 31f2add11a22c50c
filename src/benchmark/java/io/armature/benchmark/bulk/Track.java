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
package io.armature.benchmark.bulk;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** What is written. Without a version, since a batch has no conditions. All of its attributes are strings. */
@DynamoDbBean
public final class Track {

    static final String TABLE = "track";

    private static final int LEAST_SIZE = 150;

    private static final int MOST_SIZE = 1_850;

    private String id = "";

    private String title = "";

    private String words = "";

    /** Returns tracks of 1 KB on average, some of which cost one unit and some two; always the same ones. */
    static List<Track> list(long from, int count) {
        SplittableRandom random = new SplittableRandom(from);
        return LongStream.range(from, from + count)
                .mapToObj(number -> of(number, random.nextInt(LEAST_SIZE, MOST_SIZE)))
                .toList();
    }

    private static Track of(long number, int size) {
        Track track = new Track();
        track.setId("track-" + number);
        track.setTitle("Track number " + number);
        track.setWords("w".repeat(size));
        return track;
    }

    @DynamoDbPartitionKey
    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getWords() {
        return words;
    }

    public void setWords(String words) {
        this.words = words;
    }
}
