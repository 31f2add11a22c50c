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
package io.armature.actuate;

import io.armature.client.TableDescription;
import org.jspecify.annotations.Nullable;

/** One part of what the endpoint {@code dynamodb} shows. Implementations are asked by concurrent threads. */
public interface DynamoDbSection {

    /**
     * Returns the name.
     *
     * @return the name of the part, such as {@code circuitBreakers}; no other part has it
     */
    String name();

    /**
     * Shows everything at a glance, which costs nothing but the time of the look.
     *
     * @return a record, a list or a map of such; never a value of an item, nor a key unless keys are to be shown
     */
    Object show();

    /**
     * Shows what a filter lets through.
     *
     * @param filter the filter, of which a part heeds what makes sense for it
     * @return the same as {@link #show()} or less, with what has to be asked for elsewhere
     */
    default Object show(SectionFilter filter) {
        return show();
    }

    /**
     * Shows what concerns one table.
     *
     * @param table the table
     * @return the same for the table alone, {@code null} if this part says nothing about single tables
     */
    default @Nullable Object show(TableDescription table) {
        return null;
    }
}
