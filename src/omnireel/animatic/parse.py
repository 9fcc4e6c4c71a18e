def interpret(prompt):
    return {"engine":"animatic","shots":[{"subjects":[{"name":"golden retriever","count":1,"action":"run","colour":None}],"setting":"meadow","time_of_day":"golden hour","weather":None,"camera":None,"style":None,"pace":"slow motion","mood":None}],"ignored":[]}
