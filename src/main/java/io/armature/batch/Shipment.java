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
package io.armature.batch;

import java.util.List;

/**
 * What is sent in one request, all of it for one table.
 *
 * @param table physical name of the table
 * @param works the items, at least one; a single one of those that go alone
 * @param alone whether it goes as the operation of a single item, not as a batch
 * @param units what it is expected to use, in capacity units
 */
record Shipment(String table, List<Work> works, boolean alone, double units) {

    Shipment {
        works = List.copyOf(works);
    }
}
