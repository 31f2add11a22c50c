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
package io.armature.encryption.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F7")
class KeyArnTests {

    private static final String SINGLE = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String MULTI = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    @ParameterizedTest
    @ValueSource(strings = {SINGLE, MULTI, "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd"})
    void parseWhenTextIsTheArnOfAKeyShouldKeepIt(String text) {
        assertThat(KeyArn.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:",
                "junk",
                "alias/orders",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws:kms:us-east-1:111122223333:alias/orders",
                "arn:aws:kms:us-east-1:111122223333:key/",
                "arn:aws:kms:us-east-1:1111:key/1234abcd",
                "arn:aws:kms::111122223333:key/1234abcd",
                "arn:aws:s3:us-east-1:111122223333:key/1234abcd",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd\n",
                "arn:aws:kms:us-east-1:111122223333:key/1234/abcd",
                " arn:aws:kms:us-east-1:111122223333:key/1234abcd",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd:key/mrk-1"
            })
    void parseWhenTextIsAnythingElseShouldBeNull(String text) {
        assertThat(KeyArn.parse(text)).isNull();
    }

    @Test
    void matchesWhenKeyIsOfOneRegionShouldTakeItsOwnArnOnly() {
        KeyArn key = key(SINGLE);

        assertThat(key.matches(SINGLE)).isTrue();
        assertThat(key.matches(SINGLE.replace("us-east-1", "us-east-2"))).isFalse();
        assertThat(key.matches(SINGLE + " ")).isFalse();
        assertThat(key.matches(SINGLE.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void matchesWhenKeyIsMultiRegionShouldTakeAnyRegion() {
        KeyArn key = key(MULTI);

        assertThat(key.matches(MULTI)).isTrue();
        assertThat(key.matches(MULTI.replace("us-east-1", "eu-west-1"))).isTrue();
        assertThat(key.matches(MULTI.replace("us-east-1", "az-09"))).isTrue();
        assertThat(key.in("eu-west-1")).hasToString(MULTI.replace("us-east-1", "eu-west-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:kms:",
                "arn:aws:kms::111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws-cn:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us-east-1:999922223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us-east-1:111122223333:key/mrk-9934abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab\n",
                "arn:aws:kms:us-east-1:999922223333:key/x:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:US:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us:east:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us`east:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us{east:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us/east:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:us-east-1:111122223333:alias/mrk-1234abcd12ab34cd56ef1234567890ab"
            })
    void matchesWhenMoreThanTheRegionDiffersShouldBeFalse(String text) {
        assertThat(key(MULTI).matches(text)).isFalse();
    }

    private static KeyArn key(String text) {
        return Objects.requireNonNull(KeyArn.parse(text));
    }
}
