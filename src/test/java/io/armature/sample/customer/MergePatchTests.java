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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTests {

    private final JsonMapper json = new JsonMapper();

    /** The examples of RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'a':'b'}           | {'a':'c'}                 | {'a':'c'}",
                "{'a':'b'}           | {'b':'c'}                 | {'a':'b','b':'c'}",
                "{'a':'b'}           | {'a':null}                | {}",
                "{'a':'b','b':'c'}   | {'a':null}                | {'b':'c'}",
                "{'a':['b']}         | {'a':'c'}                 | {'a':'c'}",
                "{'a':'c'}           | {'a':['b']}               | {'a':['b']}",
                "{'a':{'b':'c'}}     | {'a':{'b':'d','c':null}}  | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}   | {'a':[1]}                 | {'a':[1]}",
                "['a','b']           | ['c','d']                 | ['c','d']",
                "{'a':'b'}           | ['c']                     | ['c']",
                "{'a':'foo'}         | null                      | null",
                "{'a':'foo'}         | 'bar'                     | 'bar'",
                "{'e':null}          | {'a':1}                   | {'e':null,'a':1}",
                "[1,2]               | {'a':'b','c':null}        | {'a':'b'}",
                "{}                  | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void applyWhenPatchedShouldFollowTheStandard(String target, String patch, String result) {
        assertThat(MergePatch.apply(read(target), read(patch))).isEqualTo(read(result));
    }

    @Test
    void applyWhenPatchedShouldLeaveTheTargetAsItIs() {
        JsonNode target = read("{'a':{'b':'c'}}");
        MergePatch.apply(target, read("{'a':{'b':null}}"));
        assertThat(target).isEqualTo(read("{'a':{'b':'c'}}"));
    }

    private JsonNode read(String text) {
        return json.readTree(text.replace('\'', '"'));
    }
}
