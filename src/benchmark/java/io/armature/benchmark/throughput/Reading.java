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

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** The entity of all subjects, of about 1 KB. Armature and Spring Cloud AWS both call its table {@code reading}. */
@DynamoDbBean
public final class Reading {

    static final String TABLE = "reading";

    private static final String NOTE = "n".repeat(900);

    private String sensor = "";

    private long takenAt;

    private long value;

    private String unit = "";

    private String note = "";

    private @Nullable Long version;

    static Reading of(Id id, long value) {
        Reading reading = new Reading();
        reading.setSensor(id.sensor());
        reading.setTakenAt(id.takenAt());
        reading.setValue(value);
        reading.setUnit("degrees Celsius");
        reading.setNote(NOTE);
        return reading;
    }

    Id id() {
        return new Id(sensor, takenAt);
    }

    @DynamoDbPartitionKey
    public String getSensor() {
        return sensor;
    }

    public void setSensor(String sensor) {
        this.sensor = sensor;
    }

    /** Returns a number that counts up for each sensor. */
    @DynamoDbSortKey
    public long getTakenAt() {
        return takenAt;
    }

    public void setTakenAt(long takenAt) {
        this.takenAt = takenAt;
    }

    public long getValue() {
        return value;
    }

    public void setValue(long value) {
        this.value = value;
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(String unit) {
        this.unit = unit;
    }

    /** Returns what makes up the size. */
    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }

    @DynamoDbVersionAttribute
    public @Nullable Long getVersion() {
        return version;
    }

    public void setVersion(@Nullable Long version) {
        this.version = version;
    }

    /** The key of a reading. */
    public record Id(String sensor, long takenAt) {}
}
