package standalone
import ("testing";"fmt";"golang.org/x/tools/txtar";"path/filepath"
"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
"github.com/flinkustomize/flinkustomize/pkg/internal/draft/sourcetest")
func TestProbe(t *testing.T){
 fs,_:=filepath.Glob("testdata/*.txtar")
 for _,f:=range fs { a,_:=txtar.ParseFile(f); in:=sourcetest.Read(t,a)
  cs,rest,notes:=clustersOf(in)
  fmt.Println("=====",f,len(cs),len(rest))
  for _,c:=range cs { o,ok:=c.deployment(); fmt.Println(ok); if ok { y,_:=manifest.EncodeTree("",o.Tree()); fmt.Println(string(y)) }
   _,r:=c.beside(in,rest); fmt.Println("rest",len(r))
   for _,n:=range append(append(append(append(c.moved(),c.notes...),c.jobs.notes...),c.tasks.notes...),append(c.jobs.fields.Refused(),c.tasks.fields.Refused()...)...) { fmt.Println(n.Outcome,":",n.Object,":",n.Field,":",n.Message)} }
  fmt.Println(notes)
 }
}
