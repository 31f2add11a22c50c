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

import io.armature.mapping.Table;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** The item of all subjects: 10 attributes, about 400 bytes. */
@DynamoDbBean
@Table("document")
public class Document {

    private String author = "";

    private Integer number = 0;

    private String title = "";

    private String status = "";

    private String language = "";

    private String publisher = "";

    private String summary = "";

    private Integer pages = 0;

    private Long revision = 0L;

    private Instant created = Instant.EPOCH;

    /** Returns a document with values in all attributes. */
    public static Document of(int number) {
        Document document = new Document();
        document.setAuthor("author-4711");
        document.setNumber(number);
        document.setTitle("On the winding of armatures, volume " + number);
        document.setStatus("published");
        document.setLanguage("en");
        document.setPublisher("A publisher of medium size");
        document.setSummary("Coils, cores and commutators. ".repeat(6));
        document.setPages(312);
        document.setRevision(7L);
        document.setCreated(Instant.parse("2026-11-23T06:00:00Z"));
        return document;
    }

    @DynamoDbPartitionKey
    public String getAuthor() {
        return author;
    }

    public void setAuthor(String author) {
        this.author = author;
    }

    @DynamoDbSortKey
    public Integer getNumber() {
        return number;
    }

    public void setNumber(Integer number) {
        this.number = number;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getPublisher() {
        return publisher;
    }

    public void setPublisher(String publisher) {
        this.publisher = publisher;
    }

    public String getSummary() {
        return summary;
    }

    public void setSummary(String summary) {
        this.summary = summary;
    }

    public Integer getPages() {
        return pages;
    }

    public void setPages(Integer pages) {
        this.pages = pages;
    }

    public Long getRevision() {
        return revision;
    }

    public void setRevision(Long revision) {
        this.revision = revision;
    }

    public Instant getCreated() {
        return created;
    }

    public void setCreated(Instant created) {
        this.created = created;
    }

    /**
     * The key.
     *
     * @param author partition key
     * @param number sort key
     */
    public record Id(String author, Integer number) {}
}
