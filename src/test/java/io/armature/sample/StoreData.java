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

import io.armature.sample.customer.Customer;
import io.armature.sample.order.Order;
import io.armature.sample.track.Track;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** The store's data, which lies on the class path as files of one JSON object a line. */
@Component
final class StoreData {

    private final JsonMapper json;

    StoreData(JsonMapper json) {
        this.json = json;
    }

    List<Track> tracks() {
        return read("tracks", Track.class);
    }

    List<Customer> customers() {
        return read("customers", Customer.class);
    }

    List<Order> orders() {
        return read("orders", Order.class);
    }

    private <T> List<T> read(String name, Class<T> type) {
        try (InputStream file = new ClassPathResource("chinook/" + name + ".jsonl").getInputStream();
                MappingIterator<T> entities = json.readerFor(type).readValues(file)) {
            return entities.readAll();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
