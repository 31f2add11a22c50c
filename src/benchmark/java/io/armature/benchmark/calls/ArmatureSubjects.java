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
import io.armature.benchmark.StubbedApplication;
import io.armature.benchmark.Subject;
import io.armature.repository.DynamoDbRepository;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;

/** A repository of Armature in a whole application. */
final class ArmatureSubjects {

    static final String NAME = "Armature repository";

    static final String COPIES = "Armature repository, stored copies";

    static final String SECRET = "Armature repository, stored copies, 4 encrypted attributes";

    private static final Document.Id ID = new Document.Id("author-4711", 0);

    private final StubbedApplication application;

    private final String name;

    ArmatureSubjects(StubbedApplication application, String name) {
        this.application = application;
        this.name = name;
    }

    void addTo(Map<Subject, Operation> operations) {
        DocumentRepository repository = application.bean(DocumentRepository.class);
        VersionedDocumentRepository versioned = application.bean(VersionedDocumentRepository.class);
        add(operations, repository, Document::of);
        operations.put(
                Group.UPDATE.of(name),
                () -> versioned.update(ID, read -> {
                    read.setPages(read.getPages() + 1);
                    return read;
                }));
        operations.put(
                Group.QUERY.of(name),
                () -> repository.findByAuthor("author-4711", ScrollPosition.keyset(), Limit.of(Answers.PAGE)));
    }

    void addSecretsTo(Map<Subject, Operation> operations) {
        add(operations, application.bean(SecretDocumentRepository.class), SecretDocument::of);
    }

    private <T extends Document> void add(
            Map<Subject, Operation> operations, DynamoDbRepository<T, Document.Id> repository, IntFunction<T> made) {
        T document = made.apply(0);
        List<T> documents = IntStream.range(0, Answers.BATCH).mapToObj(made).toList();
        List<Document.Id> ids = documents.stream()
                .map(each -> new Document.Id(each.getAuthor(), each.getNumber()))
                .toList();
        operations.put(Group.GET.of(name), () -> repository.findById(ID).orElseThrow());
        operations.put(Group.PUT.of(name), () -> repository.save(document));
        operations.put(Group.BATCH_GET.of(name), () -> repository.findAllById(ids));
        operations.put(Group.BATCH_WRITE.of(name), () -> repository.saveAll(documents));
    }
}
