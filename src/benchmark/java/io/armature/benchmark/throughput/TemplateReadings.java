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

import io.awspring.cloud.dynamodb.DynamoDbTemplate;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/** The template of Spring Cloud AWS, over the enhanced client. */
final class TemplateReadings implements Readings {

    private final DynamoDbTemplate template;

    TemplateReadings(DynamoDbEnhancedClient client) {
        this.template = new DynamoDbTemplate(client);
    }

    @Override
    public String title() {
        return "Spring Cloud AWS template";
    }

    @Override
    public Reading get(Reading.Id id) {
        return template.load(EnhancedReadings.key(id), Reading.class);
    }

    @Override
    public void put(Reading reading) {
        template.save(reading);
    }

    @Override
    public void update(Reading.Id id, long value) {
        Reading reading = get(id);
        reading.setValue(value);
        template.update(reading);
    }

    @Override
    public List<Reading> page(String sensor) {
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.keyEqualTo(key -> key.partitionValue(sensor)))
                .limit(PAGE)
                .build();
        return template.query(request, Reading.class).iterator().next().items();
    }

    @Override
    public boolean hasBatch() {
        return false;
    }

    @Override
    public List<Reading> batch(List<Reading.Id> ids) {
        throw new UnsupportedOperationException("The template reads no batches");
    }
}
