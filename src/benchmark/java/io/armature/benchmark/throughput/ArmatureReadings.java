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
package io.armature.benchmark.throughput;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;

/** A repository of Armature. */
final class ArmatureReadings implements Readings {

    private final ReadingRepository repository;

    ArmatureReadings(ReadingRepository repository) {
        this.repository = repository;
    }

    @Override
    public String title() {
        return "Armature repository";
    }

    @Override
    public Reading get(Reading.Id id) {
        return repository.findById(id).orElseThrow();
    }

    @Override
    public void put(Reading reading) {
        repository.save(reading);
    }

    @Override
    public void update(Reading.Id id, long value) {
        repository.update(id, reading -> {
            reading.setValue(value);
            return reading;
        });
    }

    @Override
    public List<Reading> page(String sensor) {
        return repository
                .findBySensorOrderByTakenAt(sensor, ScrollPosition.keyset(), Limit.of(PAGE))
                .getContent();
    }

    @Override
    public List<Reading> batch(List<Reading.Id> ids) {
        return repository.findAllById(ids);
    }
}
