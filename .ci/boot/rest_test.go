package boot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path"
	"time"
)

// get asks the JobManager.
func (c *cluster) get(path string, answer any) error {
	return c.ask(http.MethodGet, path, "", nil, answer)
}

// post has the JobManager do something.
func (c *cluster) post(path string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	return c.ask(http.MethodPost, path, "application/json", bytes.NewReader(body), answer)
}

func (c *cluster) ask(method, path, contentType string, body io.Reader, answer any) error {
	text, err := request(method, c.rest+path, contentType, body)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, answer)
}

func request(method, url, contentType string, body io.Reader) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s: %s", method, url, response.Status, text)
	}
	return text, err
}

// upload gives the JobManager a jar of that name, and says by what id it has it.
func (c *cluster) upload(file, name string) (id string, err error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="jarfile"; filename="` + name + `"`},
		"Content-Type":        {"application/x-java-archive"},
	})
	if err != nil {
		return "", err
	}
	if _, err := part.Write(content); err != nil {
		return "", err
	}
	if err := form.Close(); err != nil {
		return "", err
	}
	var answer struct{ Filename string }
	err = c.ask(http.MethodPost, "/jars/upload", form.FormDataContentType(), &body, &answer)
	return path.Base(answer.Filename), err
}

// running reports as an error what keeps a job from running with all its tasks.
func (c *cluster) isRunning(job string) error {
	var answer struct {
		State    string
		Vertices []struct{ Name, Status string }
	}
	if err := c.get("/jobs/"+job, &answer); err != nil {
		return err
	}
	if answer.State != "RUNNING" || len(answer.Vertices) == 0 {
		return fmt.Errorf("the job is %s", answer.State)
	}
	for _, vertex := range answer.Vertices {
		if vertex.Status != "RUNNING" {
			return fmt.Errorf("%s is %s", vertex.Name, vertex.Status)
		}
	}
	return nil
}
