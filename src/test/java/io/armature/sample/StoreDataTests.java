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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StoreDataTests {

    private final JsonMapper json = StoreWeb.json();
    private final StoreData data = new StoreData(json);

    @Test
    void readShouldKeepEveryFieldOfEveryLine() {
        assertThat(data.tracks()).hasSize(3503);
        assertThat(data.customers()).hasSize(59);
        assertThat(data.orders()).hasSize(412);
        assertThat(written(data.tracks())).isEqualTo(DataFile.lines("tracks"));
        assertThat(written(data.customers())).isEqualTo(DataFile.lines("customers"));
        assertThat(written(data.orders())).isEqualTo(DataFile.lines("orders"));
    }

    private List<JsonNode> written(List<?> entities) {
        return entities.stream()
                .map(json::writeValueAsString)
                .map(json::readTree)
                .toList();
    }
}
