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

import io.armature.mapping.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** An immutable with an atomic counter. */
@Table("counters")
@DynamoDbImmutable(builder = Counter.Builder.class)
public final class Counter {

    private final String name;
    private final @Nullable Long saves;

    private Counter(Builder builder) {
        this.name = builder.name;
        this.saves = builder.saves;
    }

    static Counter named(String name) {
        return new Builder().name(name).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @DynamoDbPartitionKey
    public String name() {
        return name;
    }

    @DynamoDbAtomicCounter(startValue = 1)
    public @Nullable Long saves() {
        return saves;
    }

    /** Builder of the immutable. */
    public static final class Builder {

        private String name = "";
        private @Nullable Long saves;

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder saves(@Nullable Long saves) {
            this.saves = saves;
            return this;
        }

        public Counter build() {
            return new Counter(this);
        }
    }
}
