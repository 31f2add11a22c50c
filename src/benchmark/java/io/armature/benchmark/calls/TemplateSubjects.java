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
package io.armature.benchmark.calls;

import io.armature.benchmark.Operation;
import io.armature.benchmark.Subject;
import io.awspring.cloud.dynamodb.DefaultDynamoDbTableSchemaResolver;
import io.awspring.cloud.dynamodb.DynamoDbTableNameResolver;
import io.awspring.cloud.dynamodb.DynamoDbTemplate;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template of Spring Cloud AWS. It has no batches. */
final class TemplateSubjects {

    static final String NAME = "Spring Cloud AWS DynamoDbTemplate";

    private final DynamoDbTemplate template;

    private final Document document = Document.of(0);

    TemplateSubjects(DynamoDbClient client) {
        this.template = new DynamoDbTemplate(
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(),
                new DefaultDynamoDbTableSchemaResolver(),
                // By itself it would ask for a table of another name for the documents with a version.
                new OneTable());
    }

    void addTo(Map<Subject, Operation> operations) {
        operations.put(Group.GET.of(NAME), () -> template.load(EnhancedSubjects.key(0), Document.class));
        operations.put(Group.PUT.of(NAME), () -> template.save(document));
        operations.put(Group.UPDATE.of(NAME), this::update);
        operations.put(Group.QUERY.of(NAME), this::query);
    }

    private Object update() {
        VersionedDocument read = template.load(EnhancedSubjects.key(0), VersionedDocument.class);
        read.setPages(read.getPages() + 1);
        return template.update(read);
    }

    private Object query() {
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.keyEqualTo(
                        Key.builder().partitionValue("author-4711").build()))
                .limit(Answers.PAGE)
                .build();
        return template.query(request, Document.class).iterator().next().items();
    }

    private static final class OneTable implements DynamoDbTableNameResolver {

        @Override
        public <T> String resolve(Class<T> type) {
            return "document";
        }
    }
}
